import { grafana, reference, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const target = to("DaemonSet", grafana());
const hpa = reference("HorizontalPodAutoscaler", "grafana");

findingTable("AutoscalerCannotScale", {
  valid: [
    ["nothing scales it", grafana({ target })],
    ["a StatefulSet can be scaled", grafana({ references: [hpa] })],
    [
      "a VerticalPodAutoscaler sizes its pods",
      grafana({ target, references: [reference("VerticalPodAutoscaler", "grafana")] }),
    ],
  ],
  invalid: [
    [
      "an autoscaler scales it",
      grafana({ target, references: [hpa] }),
      [
        {
          parameters: {
            namespace: "monitoring",
            autoscalerKind: "HorizontalPodAutoscaler",
            autoscaler: "grafana",
            from: "Deployment",
          },
          evidence: ["HorizontalPodAutoscaler/grafana /spec/scaleTargetRef"],
        },
      ],
    ],
  ],
});
