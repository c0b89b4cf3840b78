import type { Autoscaler, DisruptionBudget, References } from "../../src/explanation/references.ts";
import { fluentd, noReferences, postgres, web } from "./healthy.ts";

/** Deployment shop/web, StatefulSet data/postgres and DaemonSet logging/fluentd, with what refers to them. */
export const webWith = (references: Partial<References>) =>
  web(() => ({ references: { ...noReferences, ...references } }));
export const postgresWith = (references: Partial<References>) =>
  postgres(() => ({ references: { ...noReferences, ...references } }));
export const fluentdWith = (references: Partial<References>) =>
  fluentd(() => ({ references: { ...noReferences, ...references } }));

const apiVersions = {
  HorizontalPodAutoscaler: "autoscaling/v2",
  ScaledObject: "keda.sh/v1alpha1",
  VerticalPodAutoscaler: "autoscaling.k8s.io/v1",
} as const;

/** An autoscaler that names Deployment shop/web, unless a case says otherwise. */
export function autoscaler(
  kind: keyof typeof apiVersions,
  name: string,
  change: Partial<Autoscaler> = {},
): Autoscaler {
  return {
    ref: { apiVersion: apiVersions[kind], kind, namespace: "shop", name },
    target: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    namesSubject: true,
    targetExists: true,
    conditions: [],
    sharesPodsWith: [],
    ...change,
  };
}

/** A budget of three pods that are well, of which one may be away. */
export function budget(change: Partial<DisruptionBudget> & { readonly name: string }): DisruptionBudget {
  return {
    unhealthyPodEvictionPolicy: "IfHealthyBudget",
    disruptionsAllowed: 1,
    currentHealthy: 3,
    desiredHealthy: 2,
    expectedPods: 3,
    alsoCovers: [],
    ...change,
  };
}
