import type { SelectingService, WarningEvent } from "./daemonSetFacts.ts";
import type { PlacedPod } from "./placement.ts";

export interface DeploymentFacts {
  /** Those that it owns, the current one first, then by revision, the newest first. */
  readonly replicaSets: readonly ReplicaSetFacts[];
  readonly rollout: DeploymentRollout;
  readonly pods: DeploymentPods;
  readonly conditions: readonly ConditionFacts[];
  readonly services: readonly SelectingService[];
  /** Warnings about the Deployment itself and the ReplicaSets that lack pods, newest first. */
  readonly events: readonly WarningEvent[];
}

export interface ReplicaSetFacts {
  readonly name: string;
  /** The annotation deployment.kubernetes.io/revision. */
  readonly revision?: number;
  /** It is the one that the controller takes for the Deployment's template: the oldest of the same template. */
  readonly current: boolean;
  /** spec.replicas: what the Deployment asks of it. */
  readonly replicas: number;
  /** status.replicas: its pods, without terminating ones. */
  readonly pods: number;
  readonly ready: number;
  readonly available: number;
  /** Of its containers, init containers first; each once. */
  readonly images: readonly string[];
  /** The annotation kubernetes.io/change-cause. */
  readonly changeCause?: string;
  readonly createdAt?: string;
  /** Why it could not create a pod. Present only while it has fewer than it is asked for. */
  readonly createFailure?: { readonly reason: string; readonly message: string };
}

export interface DeploymentRollout {
  readonly strategy: "RollingUpdate" | "Recreate";
  /** By `kubectl rollout status`, except Paused, of which that says nothing. */
  readonly phase: "Complete" | "Progressing" | "Paused" | "DeadlineExceeded" | "NotObserved" | "Unknown";
  /**
   * All pods are of the current template, and nothing older is left; whether they are available is another
   * question. Absent when the status does not say.
   */
  readonly rolledOut?: boolean;
  readonly paused: boolean;
  /** In pods, resolved against `desired`; absent for Recreate. */
  readonly maxSurge?: number;
  readonly maxUnavailable?: number;
  /** As written in the spec or defaulted: `25%`. */
  readonly maxSurgeSpec?: number | string;
  readonly maxUnavailableSpec?: number | string;
  readonly minReadySeconds: number;
  /** Absent when there is no deadline. */
  readonly progressDeadlineSeconds?: number;
  /** The current ReplicaSet; absent when there is none yet, or when ReplicaSets could not be read. */
  readonly currentReplicaSet?: string;
  /** Pods that the rollout waits for, and why. */
  readonly heldUpBy: readonly { readonly pod: string; readonly reason: string }[];
  /** False when the controller can do nothing more until a pod becomes available or goes. Absent if unknown. */
  readonly canStep?: boolean;
}

export interface DeploymentPods {
  /** `status` once the controller has written one. */
  readonly countsFrom: "status" | "none";
  /** spec.replicas */
  readonly desired: number;
  /** status.replicas, of all templates. */
  readonly current?: number;
  readonly updated?: number;
  readonly ready?: number;
  readonly available?: number;
  /** status.unavailableReplicas: of those that the ReplicaSets are asked for, old and new, which a surge exceeds. */
  readonly unavailable?: number;
  /** Every pod of its ReplicaSets, by name; absent when ReplicaSets or pods could not be read. */
  readonly items?: readonly DeploymentPod[];
}

export interface DeploymentPod extends PlacedPod {
  readonly replicaSet: string;
  /** Absent while the pod is not bound. */
  readonly node?: string;
}

export interface ConditionFacts {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastUpdateTime?: string;
  readonly lastTransitionTime?: string;
}
