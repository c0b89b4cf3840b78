import { change, grafana } from "./conversions.ts";
import { findingTable } from "./table.ts";

const labels = "spec.template.metadata.labels";

findingTable("SelectorNotInTemplate", {
  valid: [
    ["it selects its own pods", grafana()],
    [
      "a pod without labels gets one, with which it is found",
      grafana({ changes: [change(labels, "Added", undefined, { app: "grafana" })] }),
    ],
    [
      "other labels are added elsewhere",
      grafana({ changes: [change("spec.selector.matchLabels", "Added", undefined, { app: "grafana" })] }),
    ],
  ],
  invalid: [
    [
      "two labels are missing or others",
      grafana({
        changes: [
          change(`${labels}.app`, "Changed", "web", "grafana"),
          change(`${labels}['app.kubernetes.io/name']`, "Added", undefined, "grafana"),
        ],
      }),
      [
        {
          parameters: {
            from: "Deployment",
            labels: ["app=grafana", "app.kubernetes.io/name=grafana"],
            expressions: [],
          },
          evidence: [
            "StatefulSet/grafana /spec/template/metadata/labels/app",
            "StatefulSet/grafana /spec/template/metadata/labels/app.kubernetes.io~1name",
          ],
        },
      ],
    ],
    [
      "an expression is not satisfied, and nobody can guess by which label it should be",
      grafana({
        changes: [
          change("spec.selector.matchExpressions", "Decision", [
            { key: "tier", operator: "In", values: ["web", "api"] },
          ]),
        ],
      }),
      [
        {
          parameters: { labels: [], expressions: ["tier in (web,api)"] },
          evidence: ["StatefulSet/grafana /spec/selector/matchExpressions"],
        },
      ],
    ],
  ],
});
