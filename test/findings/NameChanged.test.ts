import { change, grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const { subject, target } = grafana();
const dotted = { ...subject, name: "grafana.internal" };
const renamed = { ...target, name: "grafana-internal" };
const command = "kubectl workload convert deploy/grafana.internal -n monitoring --to statefulset";
const changes = [change("metadata.name", "Changed", "grafana.internal", "grafana-internal")];

findingTable("NameChanged", {
  valid: [
    ["it keeps its name", grafana()],
    [
      "another one was asked for",
      grafana({ subject: dotted, target: renamed, changes, command: `${command} --name grafana-internal` }),
    ],
  ],
  invalid: [
    [
      "a StatefulSet cannot have a dot in its name",
      grafana({ subject: dotted, target: renamed, changes, command }),
      [
        {
          parameters: { old: "grafana.internal", new: "grafana-internal", to: "StatefulSet", command },
          evidence: [
            "Deployment/grafana.internal /metadata/name",
            "StatefulSet/grafana-internal /metadata/name",
          ],
        },
      ],
    ],
  ],
});
