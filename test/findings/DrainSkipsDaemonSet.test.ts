import { fluentd, grafana, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

findingTable("DrainSkipsDaemonSet", {
  valid: [
    ["a drain evicts the pods of a StatefulSet", grafana()],
    ["and those of a Deployment", fluentd()],
  ],
  invalid: [
    [
      "it becomes a DaemonSet",
      grafana({ target: to("DaemonSet", grafana()) }),
      [{ parameters: { from: "Deployment", daemonSet: "grafana" }, evidence: ["DaemonSet/grafana /kind"] }],
    ],
  ],
});
