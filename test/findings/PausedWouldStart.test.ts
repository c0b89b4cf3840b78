import { change, grafana, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const changes = [change("spec.paused", "Dropped", true)];

findingTable("PausedWouldStart", {
  valid: [
    ["it is not paused", grafana()],
    ["the file says that it is not", grafana({ changes: [change("spec.paused", "Dropped", false)] })],
    ["nothing is started yet", grafana({ changes, pods: { ...grafana().pods, after: 0 } })],
  ],
  invalid: [
    [
      "it is paused",
      grafana({ changes }),
      [
        {
          parameters: { namespace: "monitoring", deployment: "grafana", to: "StatefulSet", pods: 1 },
          evidence: ["Deployment/grafana /spec/paused"],
        },
      ],
    ],
    [
      "it is paused, and a DaemonSet has no number of pods that could be 0",
      grafana({
        target: to("DaemonSet", grafana()),
        changes,
        pods: { namesBefore: "grafana-<hash>-<random>", namesAfter: "grafana-<random>" },
      }),
      [{ parameters: { to: "DaemonSet", pods: 0 }, evidence: ["Deployment/grafana /spec/paused"] }],
    ],
  ],
});
