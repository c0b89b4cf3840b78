import { change, grafana, postgres, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const path = "spec.updateStrategy.rollingUpdate.partition";

findingTable("PartitionLost", {
  valid: [
    ["it has none", postgres()],
    ["it holds nothing back", postgres({ changes: [change(path, "Dropped", 0)] })],
    ["a Deployment has none", grafana()],
  ],
  invalid: [
    [
      "two ordinals are held back",
      postgres({ changes: [change(path, "Dropped", 2)] }),
      [
        {
          parameters: { namespace: "data", statefulSet: "postgres", to: "Deployment", partition: 2 },
          evidence: ["StatefulSet/postgres /spec/updateStrategy/rollingUpdate/partition"],
        },
      ],
    ],
    [
      "a DaemonSet has none either",
      postgres({ target: to("DaemonSet", postgres()), changes: [change(path, "Dropped", 1)] }),
      [
        {
          parameters: { to: "DaemonSet", partition: 1 },
          evidence: ["StatefulSet/postgres /spec/updateStrategy/rollingUpdate/partition"],
        },
      ],
    ],
  ],
});
