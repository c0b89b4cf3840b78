import { decision, fluentd, grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data" } }];

findingTable("DecisionOpen", {
  valid: [
    ["a flag has decided", grafana()],
    ["there is nothing to decide", fluentd()],
  ],
  invalid: [
    [
      "nobody has decided what becomes of a volume",
      grafana({ decisions: [decision({ open: true })] }, {}, { spec: { volumes } }),
      [
        {
          parameters: {
            about: "volume data",
            flag: "--volume data=shared",
            choices: ["--volume data=template", "--volume data=shared"],
          },
          evidence: ["StatefulSet/grafana /spec/template/spec/volumes/0"],
        },
      ],
    ],
    [
      "how many pods there are to be is not known, beside a volume that is decided",
      fluentd({
        decisions: [
          decision(),
          decision({
            about: "replicas",
            path: "spec.replicas",
            open: true,
            flag: "--replicas 1",
            choices: [{ flag: "--replicas N", effect: "so many pods" }],
          }),
        ],
      }),
      [{ parameters: { about: "replicas" }, evidence: ["Deployment/fluentd /spec/replicas"] }],
    ],
  ],
});
