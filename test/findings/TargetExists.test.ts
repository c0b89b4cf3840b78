import { grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const healthy = grafana();

findingTable("TargetExists", {
  valid: [["there is no StatefulSet of that name", healthy]],
  invalid: [
    [
      "there is one",
      grafana({ target: { ...healthy.target, exists: true } }),
      [
        {
          parameters: { kind: "StatefulSet", name: "grafana" },
          evidence: ["StatefulSet/grafana /metadata/name"],
        },
      ],
    ],
  ],
});
