import type { ConditionFacts } from "../../explanation/conditions.ts";
import type { Autoscaler } from "../../explanation/references.ts";
import { refOf } from "../../kube/objectRef.ts";
import type {
  ConditionLike,
  HorizontalPodAutoscaler,
  KubeObject,
  ScaledObject,
  VerticalPodAutoscaler,
} from "../../kube/objects.ts";
import { controllerOf } from "../../kube/ownership.ts";
import {
  apiVersionOf,
  horizontalPodAutoscalers,
  type ResourceType,
  scaledObjects,
  verticalPodAutoscalers,
} from "../../kube/resources.ts";
import { objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload, workloadResources, workloadsIn } from "../workloads.ts";
import { selectsPodsOf } from "./overlaps.ts";

type Target = Autoscaler["target"];
type Found = Omit<Autoscaler, "ref" | "namesSubject" | "targetExists" | "sharesPodsWith">;

/**
 * The autoscalers that name the workload, and those that name its name under another kind, as one does that was
 * forgotten when the kind was changed. KEDA's default kind is Deployment.
 *
 * Upstream: pkg/controller/podautoscaler/horizontal.go; autoscaler vertical-pod-autoscaler/pkg/target/fetcher.go;
 * KEDA apis/keda/v1alpha1/scaledobject_types.go
 */
export function autoscalersOf(workload: Workload, snapshot: Snapshot): readonly Autoscaler[] {
  const namespace = workload.metadata?.namespace;
  const { kind, name } = nameOfWorkload(workload);
  const hpas = objectsOf<HorizontalPodAutoscaler>(snapshot, horizontalPodAutoscalers, namespace);
  const of = <T extends KubeObject>(resource: ResourceType, read: (object: T) => Found | undefined) =>
    objectsOf<T>(snapshot, resource, namespace).flatMap((object): Autoscaler[] => {
      const found = read(object);
      if (found === undefined || found.target.name !== name) return [];
      const namesSubject = found.target.kind === kind;
      const exists = namesSubject || existsIn(found.target, namespace, snapshot);
      return [
        {
          ref: refOf(object, apiVersionOf(resource), resource.kind),
          ...found,
          namesSubject,
          ...(exists !== undefined && { targetExists: exists }),
          sharesPodsWith:
            namesSubject && resource === horizontalPodAutoscalers
              ? sharingPods(workload, object, hpas, snapshot)
              : [],
        },
      ];
    });
  return [
    ...of<HorizontalPodAutoscaler>(horizontalPodAutoscalers, ofHorizontal),
    ...of<ScaledObject>(scaledObjects, ofScaledObject),
    ...of<VerticalPodAutoscaler>(verticalPodAutoscalers, ofVertical),
  ];
}

function ofHorizontal({ metadata, spec, status }: HorizontalPodAutoscaler): Found | undefined {
  if (spec === undefined) return undefined;
  const owner = controllerOf({ metadata: metadata ?? {} });
  return {
    target: targetOf(spec.scaleTargetRef),
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    ...(status?.currentReplicas !== undefined && { currentReplicas: status.currentReplicas }),
    ...(status?.desiredReplicas !== undefined && { desiredReplicas: status.desiredReplicas }),
    conditions: (status?.conditions ?? []).map(conditionOf),
    ...(owner && { managedBy: { kind: owner.kind, name: owner.name } }),
  };
}

/** Upstream: KEDA's defaults, 0 to 100 replicas. */
function ofScaledObject({ spec, status }: ScaledObject): Found | undefined {
  if (spec?.scaleTargetRef === undefined) return undefined;
  return {
    target: targetOf({ kind: "Deployment", ...spec.scaleTargetRef }),
    minReplicas: spec.minReplicaCount ?? 0,
    maxReplicas: spec.maxReplicaCount ?? 100,
    conditions: (status?.conditions ?? []).map(conditionOf),
  };
}

function ofVertical({ spec, status }: VerticalPodAutoscaler): Found | undefined {
  if (spec?.targetRef === undefined) return undefined;
  return {
    target: targetOf(spec.targetRef),
    updateMode: spec.updatePolicy?.updateMode ?? "Auto",
    conditions: (status?.conditions ?? []).map(conditionOf),
  };
}

function targetOf({ apiVersion, kind, name }: { apiVersion?: string; kind: string; name: string }): Target {
  return { ...(apiVersion !== undefined && apiVersion !== "" && { apiVersion }), kind, name };
}

/** Undefined for a kind that is not read, and where the list did not answer. */
function existsIn({ kind, name }: Target, namespace: string | undefined, snapshot: Snapshot) {
  const resource = workloadResources.find((each) => each.kind === kind);
  if (resource === undefined) return undefined;
  if (objectsOf(snapshot, resource, namespace).some(({ metadata }) => metadata?.name === name)) return true;
  const isListed = snapshot.results.some(
    ({ read, objects, incomplete }) =>
      read.resource === resource &&
      read.name === undefined &&
      read.labelSelector === undefined &&
      read.fieldSelector === undefined &&
      (read.namespace === undefined || read.namespace === namespace) &&
      objects !== undefined &&
      incomplete === undefined,
  );
  return isListed ? false : undefined;
}

/** Any two of them whose selectors meet in one pod stop both. Upstream: horizontal.go#hpasControllingPodsUnderSelector */
function sharingPods(
  workload: Workload,
  own: KubeObject,
  hpas: readonly HorizontalPodAutoscaler[],
  snapshot: Snapshot,
): readonly string[] {
  const all = workloadsIn(snapshot, workload.metadata?.namespace);
  return hpas.flatMap(({ metadata, spec }) => {
    if (metadata?.name === own.metadata?.name || spec === undefined) return [];
    const { kind, name } = spec.scaleTargetRef;
    const target = all.find((each) => each.kind === kind && each.metadata?.name === name);
    const meets =
      target !== undefined &&
      (target.metadata?.uid === workload.metadata?.uid ||
        selectsPodsOf(target, workload) ||
        selectsPodsOf(workload, target));
    return meets ? [metadata?.name ?? ""] : [];
  });
}

function conditionOf({ type, status, reason, message, lastTransitionTime }: ConditionLike): ConditionFacts {
  return {
    type,
    status,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(lastTransitionTime !== undefined && { lastTransitionTime }),
  };
}
