import type { PodTemplateSpec } from "../kube/objects.ts";
import type { ConditionFacts } from "./conditions.ts";
import type { WarningEvent } from "./events.ts";
import type { MountedClaim } from "./mountedClaim.ts";
import type { PlacedPod } from "./placement.ts";
import type { References } from "./references.ts";
import type { MissingService, Route, SelectingService } from "./services.ts";

export interface DeploymentFacts {
  /** Those that it owns, the current one first, then by revision, the newest first. */
  readonly replicaSets: readonly ReplicaSetFacts[];
  readonly rollout: DeploymentRollout;
  readonly pods: DeploymentPods;
  readonly conditions: readonly ConditionFacts[];
  readonly services: readonly SelectingService[];
  /** Services that seem to be meant for it and select nothing. */
  readonly missingServices: readonly MissingService[];
  readonly routes: readonly Route[];
  /** Ports that its containers declare; without any it seems to serve nobody. */
  readonly declaredPorts: readonly number[];
  readonly claims: readonly MountedClaim[];
  readonly references: References;
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
  /**
   * The fields of the pod template that differ from those of the revision before, which is the next lower one
   * that is still there. Absent where there is none.
   */
  readonly changes?: readonly TemplateChange[];
  /** The revision that `changes` compares with. */
  readonly changedSince?: number;
  /** The whole pod template, only of the revision that was asked for; what looks secret by its name reads `<hidden>`. */
  readonly template?: PodTemplateSpec;
}

/** A field of two pod templates that differs. */
export interface TemplateChange {
  /** `spec.containers[web].image`: items of lists that have a name are called by it. */
  readonly path: string;
  /** Absent where the field is new. A value that looks secret by its name reads `<hidden>`. */
  readonly from?: unknown;
  /** Absent where the field is gone. */
  readonly to?: unknown;
}

/** Why a rollout stays where it is until somebody acts. */
export interface RolloutObstacle {
  /**
   * - NoNode: the surge pod needs a node of its own (hostPort, anti-affinity), and all that can run it have one.
   * - PodsFail: the new pods do not become available, and no old one may go before they do.
   * - CreateRefused: the API server refuses the new pods.
   * - OldPodsStay: Recreate waits for an old pod that does not end.
   */
  readonly reason: "NoNode" | "PodsFail" | "CreateRefused" | "OldPodsStay";
  /** In the cluster's words where it has some. */
  readonly message: string;
  /** The pods concerned. */
  readonly pods: readonly string[];
}

/** Whether the pods of a surge fit beside those that are there. */
export interface SurgeRoom {
  /** Pods that a rolling update wants beyond `desired`. */
  readonly pods: number;
  /** What each quota has left for them; one that holds nothing of what pods ask for is left out. */
  readonly quotas: readonly {
    readonly quota: string;
    /** `pods`, `requests.cpu`, `limits.memory` */
    readonly resource: string;
    readonly hard: string;
    readonly used: string;
    /** What one pod asks for. */
    readonly perPod: string;
    /** How many more pods fit. */
    readonly fits: number;
  }[];
  /** Present when each pod needs a node of its own. */
  readonly ownNode?: {
    readonly because: "HostPort" | "AntiAffinity";
    /** JSON Pointer into the Deployment to what says so, and what stands there. */
    readonly path: string;
    readonly value: unknown;
    /** Nodes that a pod of the template could run on; absent when nodes could not be read. */
    readonly eligibleNodes?: number;
    /** Those of them that have no pod of it yet; absent when nodes or pods could not be read. */
    readonly freeNodes?: number;
  };
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
  /** Why the API server does not take the ReplicaSet of the current template, in its words. */
  readonly replicaSetRefused?: string;
  /** Pods that the rollout waits for, and why. */
  readonly heldUpBy: readonly { readonly pod: string; readonly reason: string }[];
  /** False when the controller can do nothing more until a pod becomes available or goes. Absent if unknown. */
  readonly canStep?: boolean;
  /** Why it cannot finish as things are; absent when nothing that was seen stands in its way. */
  readonly obstacle?: RolloutObstacle;
  /** Absent for Recreate, when it does not surge, and while a surge is under way. */
  readonly surgeRoom?: SurgeRoom;
  /** spec.revisionHistoryLimit: how many old ReplicaSets are kept to go back to. */
  readonly revisionHistoryLimit: number;
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
