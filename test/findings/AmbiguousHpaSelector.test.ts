import type { ConditionFacts } from "../../src/explanation/conditions.ts";
import { web } from "./healthy.ts";
import { autoscaler, fluentdWith, webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const canScale: ConditionFacts = { type: "AbleToScale", status: "True", reason: "SucceededGetScale" };
const noMetrics: ConditionFacts = {
  type: "ScalingActive",
  status: "False",
  reason: "FailedGetResourceMetric",
};
/** As the controller of v1.36.3 writes it. */
const ambiguous = (...hpas: readonly string[]): ConditionFacts => ({
  type: "ScalingActive",
  status: "False",
  reason: "AmbiguousSelector",
  message: `pods by selector app=web are controlled by multiple HPAs: [${hpas.map((name) => `shop/${name}`).join(" ")}]`,
});
const hpa = (name: string, ...[change]: [Parameters<typeof autoscaler>[2]?]) =>
  autoscaler("HorizontalPodAutoscaler", name, change);

const two = [hpa("web", { sharesPodsWith: ["web-memory"] }), hpa("web-memory", { sharesPodsWith: ["web"] })];

findingTable("AmbiguousHpaSelector", {
  valid: [
    ["nothing scales it", web()],
    [
      "one autoscaler has no metrics, which is another trouble",
      webWith({ autoscalers: [hpa("web", { conditions: [canScale, noMetrics] })] }),
    ],
    [
      "KEDA's autoscaler and its ScaledObject are one",
      webWith({
        autoscalers: [
          hpa("keda-hpa-web", { managedBy: { kind: "ScaledObject", name: "web" } }),
          autoscaler("ScaledObject", "web"),
        ],
      }),
    ],
    ["a DaemonSet is never scaled", fluentdWith({ autoscalers: two })],
  ],
  invalid: [
    [
      "two autoscalers name it",
      webWith({ autoscalers: two }),
      [
        {
          parameters: {
            hpas: ["web", "web-memory"],
            others: [],
            surplus: ["HorizontalPodAutoscaler/web-memory"],
          },
          evidence: [
            "HorizontalPodAutoscaler/web /spec/scaleTargetRef/name",
            "HorizontalPodAutoscaler/web-memory /spec/scaleTargetRef/name",
          ],
        },
      ],
    ],
    [
      "one of the two is made by KEDA and would come back, so the other one goes",
      webWith({
        autoscalers: [
          hpa("web", { sharesPodsWith: ["keda-hpa-web"] }),
          hpa("keda-hpa-web", { sharesPodsWith: ["web"], managedBy: { kind: "ScaledObject", name: "web" } }),
        ],
      }),
      [
        {
          parameters: { surplus: ["HorizontalPodAutoscaler/web"] },
          evidence: [
            "HorizontalPodAutoscaler/web /spec/scaleTargetRef/name",
            "HorizontalPodAutoscaler/keda-hpa-web /spec/scaleTargetRef/name",
          ],
        },
      ],
    ],
    [
      "both are made by KEDA, of two ScaledObjects",
      webWith({
        autoscalers: [
          hpa("keda-hpa-a", {
            sharesPodsWith: ["keda-hpa-b"],
            managedBy: { kind: "ScaledObject", name: "a" },
          }),
          hpa("keda-hpa-b", {
            sharesPodsWith: ["keda-hpa-a"],
            managedBy: { kind: "ScaledObject", name: "b" },
          }),
        ],
      }),
      [
        {
          parameters: { surplus: ["ScaledObject/b"] },
          evidence: [
            "HorizontalPodAutoscaler/keda-hpa-a /spec/scaleTargetRef/name",
            "HorizontalPodAutoscaler/keda-hpa-b /spec/scaleTargetRef/name",
          ],
        },
      ],
    ],
    [
      "the autoscaler of another workload has the same pods",
      webWith({ autoscalers: [hpa("web", { sharesPodsWith: ["web-canary"] })] }),
      [
        {
          parameters: { hpas: ["web"], others: ["web-canary"], surplus: [] },
          evidence: ["HorizontalPodAutoscaler/web /spec/scaleTargetRef/name"],
        },
      ],
    ],
    [
      "the controller says so, and names one that could not be seen otherwise",
      webWith({ autoscalers: [hpa("web", { conditions: [canScale, ambiguous("web-canary", "web")] })] }),
      [
        {
          parameters: { hpas: ["web"], others: ["web-canary"], surplus: [] },
          evidence: ["HorizontalPodAutoscaler/web /status/conditions/1/reason"],
        },
      ],
    ],
  ],
});
