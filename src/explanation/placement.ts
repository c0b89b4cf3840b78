import type { Toleration } from "../kube/objects.ts";
import type { ReadFailureReason } from "../kube/read.ts";

/**
 * - Running: the controller wants a pod here, and one is bound and its phase is Running.
 * - Pending: the controller wants a pod here, and one is aimed at the node but does not run yet.
 * - Missing: the controller wants a pod here, and there is none.
 * - Excluded: the controller wants no pod here, and there is none.
 * - Misscheduled: the controller wants no pod here, and there is one.
 * - Unknown: what is there is not known, as for a manifest, or because pods or nodes could not be read.
 */
export type PlacementState = "Running" | "Pending" | "Missing" | "Excluded" | "Misscheduled" | "Unknown";

/** Why the controller wants no pod on a node. A node may have several. */
export type ExclusionReason =
  | { readonly type: "NodeName"; readonly wanted: string }
  | {
      readonly type: "NodeSelector";
      readonly key: string;
      readonly wanted: string;
      /** Absent: the node has no such label. */
      readonly actual?: string;
      /** Of a group: its nodes have different ones. */
      readonly varies?: true;
    }
  | {
      readonly type: "NodeAffinity";
      /** Index into requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms; absent when there are none. */
      readonly term?: number;
      readonly expressions: readonly ExpressionMismatch[];
      /** Why the term can match no node at all. */
      readonly problem?: string;
    }
  | {
      readonly type: "Taint";
      readonly key: string;
      readonly value?: string;
      readonly effect: string;
    };

export interface ExpressionMismatch {
  readonly in: "matchExpressions" | "matchFields";
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  /** The node's label or field; absent when it has none. */
  readonly actual?: string;
  /** Of a group: its nodes have different ones. */
  readonly varies?: true;
}

/** The pod that the controller counts on a node: bound before unbound, then the oldest. */
export interface PlacedPod {
  readonly name: string;
  readonly phase: string;
  /** False while the pod is only aimed at the node. */
  readonly bound: boolean;
  readonly ready: boolean;
  readonly available: boolean;
  /** It is of the current template. Absent when the current ControllerRevision could not be read. */
  readonly updated?: boolean;
  readonly terminating: boolean;
  readonly createdAt?: string;
  readonly restarts: number;
  /** Why it does not run or is not ready. */
  readonly waiting?: Waiting;
}

export interface Waiting {
  /** `Unschedulable`, `CrashLoopBackOff`, `ContainerCreating` …: the cluster's own word. */
  readonly reason: string;
  /** What of the message concerns this pod; for the scheduler, without the share of the other nodes. */
  readonly summary: string;
  /** The cluster's whole message. */
  readonly message?: string;
}

export interface NodePlacement {
  readonly name: string;
  readonly state: PlacementState;
  /** Absent where it could not be told. */
  readonly shouldRun?: boolean;
  readonly shouldContinueRunning?: boolean;
  /** All of them, not only the first that the controller meets. */
  readonly reasons: readonly ExclusionReason[];
  readonly pod?: PlacedPod;
  /** More pods of this DaemonSet on or aimed at the node, as during a surge. */
  readonly otherPods?: readonly PlacedPod[];
  readonly zone?: string;
  readonly pool?: string;
  /** The node's Ready condition. */
  readonly nodeReady: "True" | "False" | "Unknown";
  readonly cordoned: boolean;
}

/** Nodes that lack a pod for the very same reasons. */
export interface ExclusionGroup {
  readonly reasons: readonly ExclusionReason[];
  readonly nodes: readonly string[];
  /** How many of them have a pod all the same. */
  readonly misscheduled: number;
  /** Set when the taints come from the node's own condition and go with it. */
  readonly condition?: "NotReady" | "Unreachable" | "NetworkUnavailable" | "OutOfService" | "Other";
  /** The tolerations that its taints ask for; absent when it has none, or only those of the node's condition. */
  readonly remedy?: TolerationRemedy;
}

export interface TolerationRemedy {
  /** The fewest that cover the taints of the group, none wider than it must be. */
  readonly tolerations: readonly Toleration[];
  /** Nodes of the whole cluster that would then get a pod, of this group or another. */
  readonly admits: readonly string[];
  /** True when other reasons keep the pods away even with them. */
  readonly insufficient: boolean;
}

export interface Placement {
  /** Where the counts come from: `rules` when the nodes were read, else the object's own `status`. */
  readonly countsFrom: "rules" | "status" | "none";
  /** What could not be read, and why, where the counts are not of the rules. */
  readonly unread?: { readonly resource: "nodes" | "pods"; readonly reason: ReadFailureReason };
  readonly desired?: number;
  readonly current?: number;
  readonly ready?: number;
  readonly available?: number;
  readonly updated?: number;
  readonly misscheduled?: number;
  readonly nodes: readonly NodePlacement[];
  readonly exclusions: readonly ExclusionGroup[];
  /** Pods of this DaemonSet on or aimed at nodes that do not exist. */
  readonly podsWithoutNode: readonly string[];
}
