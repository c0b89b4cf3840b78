import { grafana, reference, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const hpa = reference("HorizontalPodAutoscaler", "grafana", { effect: "scales nothing then" });

findingTable("ReferenceNamesOldKind", {
  valid: [
    ["nothing points at it", grafana()],
    ["nobody looked", grafana({ references: undefined as never })],
    [
      "a budget selects the pods by their labels",
      grafana({ references: [reference("PodDisruptionBudget", "grafana", { by: "Labels", holds: true })] }),
    ],
    ["KEDA changes the one that it has made", grafana({ references: [{ ...hpa, holds: true }] })],
    [
      "a DaemonSet cannot be scaled at all: that is another finding",
      grafana({ target: to("DaemonSet", grafana()), references: [hpa] }),
    ],
  ],
  invalid: [
    [
      "an autoscaler scales the Deployment",
      grafana({ references: [{ ...hpa, patch: "kubectl patch hpa grafana" }] }),
      [
        {
          parameters: {
            referrerKind: "HorizontalPodAutoscaler",
            referrer: "grafana",
            from: "Deployment",
            to: "StatefulSet",
            patch: "kubectl patch hpa grafana",
          },
          evidence: ["HorizontalPodAutoscaler/grafana /spec/scaleTargetRef"],
        },
      ],
    ],
    [
      "no command mends it, since something owns it",
      grafana({ references: [reference("ScaledObject", "grafana")] }),
      [
        {
          parameters: { referrerKind: "ScaledObject", patch: "" },
          evidence: ["ScaledObject/grafana /spec/scaleTargetRef"],
        },
      ],
    ],
    [
      "what sizes pods can size those of a DaemonSet",
      grafana({
        target: to("DaemonSet", grafana()),
        references: [hpa, reference("VerticalPodAutoscaler", "grafana", { path: "/spec/targetRef" })],
      }),
      [
        {
          parameters: { referrerKind: "VerticalPodAutoscaler", to: "DaemonSet" },
          evidence: ["VerticalPodAutoscaler/grafana /spec/targetRef"],
        },
      ],
    ],
  ],
});
