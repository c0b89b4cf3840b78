import { fluentd } from "./healthy.ts";
import { autoscaler, fluentdWith, webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const target = { apiVersion: "apps/v1", kind: "DaemonSet", name: "fluentd" };

findingTable("HpaOnDaemonSet", {
  valid: [
    ["nothing scales it", fluentd()],
    [
      "a VerticalPodAutoscaler sizes its pods",
      fluentdWith({ autoscalers: [autoscaler("VerticalPodAutoscaler", "fluentd", { target })] }),
    ],
    [
      "the autoscaler names a Deployment of its name",
      fluentdWith({
        autoscalers: [autoscaler("HorizontalPodAutoscaler", "fluentd", { namesSubject: false })],
      }),
    ],
    [
      "a Deployment has an autoscaler",
      webWith({ autoscalers: [autoscaler("HorizontalPodAutoscaler", "web")] }),
    ],
  ],
  invalid: [
    [
      "a HorizontalPodAutoscaler names it",
      fluentdWith({ autoscalers: [autoscaler("HorizontalPodAutoscaler", "fluentd", { target })] }),
      [
        {
          parameters: {
            namespace: "logging",
            autoscalerKind: "HorizontalPodAutoscaler",
            autoscaler: "fluentd",
          },
          evidence: ["HorizontalPodAutoscaler/fluentd /spec/scaleTargetRef/kind"],
        },
      ],
    ],
    [
      "a ScaledObject names it, and KEDA made an autoscaler of that: told once",
      fluentdWith({
        autoscalers: [
          autoscaler("HorizontalPodAutoscaler", "keda-hpa-fluentd", {
            target,
            managedBy: { kind: "ScaledObject", name: "fluentd" },
          }),
          autoscaler("ScaledObject", "fluentd", { target }),
        ],
      }),
      [
        {
          parameters: { autoscalerKind: "ScaledObject" },
          evidence: ["ScaledObject/fluentd /spec/scaleTargetRef/kind"],
        },
      ],
    ],
  ],
});
