import { change, grafana, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const { subject, target } = grafana();
const changes = [change("spec.template.spec.restartPolicy", "Changed", "OnFailure", "Always")];

findingTable("RestartPolicyNotAlways", {
  valid: [
    ["its pods are always restarted", grafana()],
    ["nothing else is possible there", grafana({ target: { ...target, kind: "DaemonSet" } })],
  ],
  invalid: [
    [
      "a pod runs to an end",
      grafana({
        subject: { ...subject, apiVersion: "v1", kind: "Pod" },
        target: to("Deployment", grafana()),
        changes,
      }),
      [
        {
          parameters: { policy: "OnFailure", from: "Pod", to: "Deployment" },
          evidence: ["Pod/grafana /spec/restartPolicy"],
        },
      ],
    ],
    [
      "a file has it in a template, where the API server takes it for none of the kinds",
      grafana({ changes }),
      [
        {
          parameters: { from: "Deployment", to: "StatefulSet" },
          evidence: ["Deployment/grafana /spec/template/spec/restartPolicy"],
        },
      ],
    ],
  ],
});
