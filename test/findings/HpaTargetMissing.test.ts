import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { autoscaler, fluentdWith, postgresWith, webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const forgotten = {
  namesSubject: false,
  targetExists: false,
  target: { apiVersion: "apps/v1", kind: "StatefulSet", name: "web" },
} as const;
const ofDeployment = { ...forgotten, target: { apiVersion: "apps/v1", kind: "Deployment", name: "fluentd" } };
const keda = autoscaler("ScaledObject", "web", forgotten);
const evidence = ["HorizontalPodAutoscaler/web /spec/scaleTargetRef/kind"];

findingTable("HpaTargetMissing", {
  valid: [
    ["nothing scales it", web()],
    ["the autoscaler names it", webWith({ autoscalers: [autoscaler("HorizontalPodAutoscaler", "web")] })],
    [
      "a StatefulSet of the same name exists, and the autoscaler is of that",
      webWith({
        autoscalers: [autoscaler("HorizontalPodAutoscaler", "web", { ...forgotten, targetExists: true })],
      }),
    ],
    [
      "whether its target exists could not be told",
      webWith({
        autoscalers: [
          {
            ref: autoscaler("HorizontalPodAutoscaler", "web").ref,
            target: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "web" },
            namesSubject: false,
            conditions: [],
            sharesPodsWith: [],
          },
        ],
      }),
    ],
  ],
  invalid: [
    [
      "the autoscaler still names the StatefulSet that it was",
      webWith({ autoscalers: [autoscaler("HorizontalPodAutoscaler", "web", forgotten)] }),
      [
        {
          parameters: { kind: "Deployment", targetKind: "StatefulSet", autoscaler: "web", isLeftOver: false },
          evidence,
        },
      ],
    ],
    [
      "another autoscaler has it already",
      webWith({
        autoscalers: [
          autoscaler("HorizontalPodAutoscaler", "web", forgotten),
          autoscaler("HorizontalPodAutoscaler", "web-deployment"),
        ],
      }),
      [{ parameters: { autoscaler: "web", isLeftOver: true }, evidence }],
    ],
    [
      "KEDA's autoscaler is told once, by its ScaledObject",
      webWith({
        autoscalers: [
          autoscaler("HorizontalPodAutoscaler", "keda-hpa-web", {
            ...forgotten,
            managedBy: { kind: "ScaledObject", name: "web" },
          }),
          keda,
        ],
      }),
      [
        {
          parameters: { autoscalerKind: "ScaledObject", isLeftOver: false },
          evidence: ["ScaledObject/web /spec/scaleTargetRef/kind"],
        },
      ],
    ],
    [
      "a VerticalPodAutoscaler beside a HorizontalPodAutoscaler that is right",
      postgresWith({
        autoscalers: [
          autoscaler("HorizontalPodAutoscaler", "postgres"),
          autoscaler("VerticalPodAutoscaler", "postgres", forgotten),
        ],
      }),
      [
        {
          parameters: { autoscalerKind: "VerticalPodAutoscaler", isLeftOver: false },
          evidence: ["VerticalPodAutoscaler/postgres /spec/targetRef/kind"],
        },
      ],
    ],
    [
      "the Deployment is a DaemonSet now, which cannot be scaled",
      fluentdWith({ autoscalers: [autoscaler("HorizontalPodAutoscaler", "web", ofDeployment)] }),
      [{ parameters: { kind: "DaemonSet", isLeftOver: true }, evidence }],
    ],
    [
      "a DaemonSet, which a VerticalPodAutoscaler may name",
      fluentdWith({ autoscalers: [autoscaler("VerticalPodAutoscaler", "fluentd", ofDeployment)] }),
      [
        {
          parameters: { kind: "DaemonSet", isLeftOver: false },
          evidence: ["VerticalPodAutoscaler/fluentd /spec/targetRef/kind"],
        },
      ],
    ],
  ],
});

it.each([
  ["HorizontalPodAutoscaler", "hpa", { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment" } }],
  ["ScaledObject", "scaledobject", { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment" } }],
  ["VerticalPodAutoscaler", "vpa", { targetRef: { apiVersion: "apps/v1", kind: "Deployment" } }],
] as const)("the help of HpaTargetMissing turns a %s to the workload", (kind, resource, spec) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "HpaTargetMissing")
    .flatMap((rule) => rule.findings(webWith({ autoscalers: [autoscaler(kind, "web", forgotten)] })));
  expect(found?.help).toContain(`  kubectl -n shop patch ${resource} web --type merge -p '`);
  expect(JSON.parse(/-p '(.*)'$/.exec(found?.help ?? "")?.[1] ?? "")).toEqual({ spec });
});
