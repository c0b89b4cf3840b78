import { grafana, postgres, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const pods = { ...grafana().pods, before: 3, after: 3 };

findingTable("OrderedStart", {
  valid: [
    ["there is one pod", grafana()],
    ["they start at once", grafana({ pods }, { podManagementPolicy: "Parallel" })],
    [
      "they started so before",
      postgres({ target: to("StatefulSet", postgres()), pods: { ...postgres().pods, after: 3 } }),
    ],
  ],
  invalid: [
    [
      "three pods wait for each other",
      grafana({ pods }),
      [
        {
          parameters: { pods: 3, from: "Deployment" },
          evidence: ["StatefulSet/grafana /spec/podManagementPolicy"],
        },
      ],
    ],
  ],
});
