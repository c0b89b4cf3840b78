import { change, grafana, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const changes = [change("spec.template.spec.activeDeadlineSeconds", "Dropped", 3600)];

findingTable("ActiveDeadlineDropped", {
  valid: [
    ["it has none", grafana()],
    [
      "what is dropped is another deadline",
      grafana({ changes: [change("spec.progressDeadlineSeconds", "Dropped", 600)] }),
    ],
  ],
  invalid: [
    [
      "a pod ends after an hour",
      grafana({
        subject: { ...grafana().subject, apiVersion: "v1", kind: "Pod" },
        target: to("Deployment", grafana()),
        changes,
      }),
      [
        {
          parameters: { seconds: 3600, from: "Pod", to: "Deployment" },
          evidence: ["Pod/grafana /spec/activeDeadlineSeconds"],
        },
      ],
    ],
    [
      "a file has it in a template",
      grafana({ changes }),
      [
        {
          parameters: { from: "Deployment" },
          evidence: ["Deployment/grafana /spec/template/spec/activeDeadlineSeconds"],
        },
      ],
    ],
  ],
});
