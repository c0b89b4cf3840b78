import type { ObjectRef } from "../kube/objectRef.ts";
import type { StringMap } from "../kube/objects.ts";
import type { ConditionFacts } from "./conditions.ts";

/** A workload in the namespace of the one that is explained. */
export interface WorkloadName {
  readonly kind: string;
  readonly name: string;
}

/** What other objects of the namespace have to do with a workload, for every kind alike. */
export interface References {
  /** Those that name it, and those that name its name under a kind that has no such object. */
  readonly autoscalers: readonly Autoscaler[];
  /** Those that select its pods. */
  readonly disruptionBudgets: readonly DisruptionBudget[];
  readonly overlaps: readonly SelectorOverlap[];
  /** Who would undo a change that is made by hand. */
  readonly managers: readonly Manager[];
}

/** A HorizontalPodAutoscaler, a ScaledObject (KEDA) or a VerticalPodAutoscaler. */
export interface Autoscaler {
  readonly ref: ObjectRef;
  /** spec.scaleTargetRef, in a VerticalPodAutoscaler spec.targetRef. */
  readonly target: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
  /** True: it names this workload. False: only the name is the same, and the kind is another. */
  readonly namesSubject: boolean;
  /** Absent when it could not be told: the kind is not read, or its list failed. */
  readonly targetExists?: boolean;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  /** Of a VerticalPodAutoscaler: `Off`, `Initial`, `Recreate`, `InPlaceOrRecreate`, `Auto`. */
  readonly updateMode?: string;
  readonly conditions: readonly ConditionFacts[];
  /** A ScaledObject has a HorizontalPodAutoscaler of its own: that one names here the ScaledObject. */
  readonly managedBy?: WorkloadName;
  /** Other HorizontalPodAutoscalers whose target's selector matches pods of this workload as well. */
  readonly sharesPodsWith: readonly string[];
}

export interface DisruptionBudget {
  readonly name: string;
  /** As written: a number or a percentage. One of the two is there. */
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  /** `IfHealthyBudget` (the default) or `AlwaysAllow`. */
  readonly unhealthyPodEvictionPolicy: string;
  /** Of its status; absent while the controller has written none. */
  readonly disruptionsAllowed?: number;
  readonly currentHealthy?: number;
  readonly desiredHealthy?: number;
  readonly expectedPods?: number;
  /** What the controller says when it cannot count: reason SyncFailed of the condition DisruptionAllowed. */
  readonly syncFailure?: string;
  /** Other workloads of the namespace whose pods it covers as well. */
  readonly alsoCovers: readonly WorkloadName[];
}

/** Two workloads of which one selects the pods of the other, or each does. */
export interface SelectorOverlap {
  readonly other: WorkloadName;
  /** The selector of this workload matches the other's pod template. */
  readonly selectsOther: boolean;
  /** The other's selector matches the pod template of this workload. */
  readonly selectedByOther: boolean;
  /** Both selectors, in the API server's syntax: `app=nginx`. */
  readonly selector: string;
  readonly otherSelector: string;
  /** The labels that both pod templates have in common. */
  readonly sharedLabels: StringMap;
}

export interface Manager {
  /** `Owner` is an owner reference with controller: true, as an operator sets it. */
  readonly by: "Owner" | "Helm" | "ArgoCD" | "Flux";
  /** The release, application or kustomization, `namespace/name` where it says one; of an owner `Kind/name`. */
  readonly name: string;
  /** JSON Pointer to what says so, and the value there. */
  readonly path: string;
  readonly value: string;
}
