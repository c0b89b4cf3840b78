import type { WarningEvent } from "./events.ts";
import type { Waiting } from "./placement.ts";

/**
 * How far a pod has come, by what it waits for now.
 * - Gated: the scheduler does not look at it while it has scheduling gates.
 * - Scheduling: no node has been found, or looked for yet.
 * - Preparing: bound; the kubelet attaches and mounts volumes and sets up the sandbox.
 * - Image, Configuration: a container cannot be created for its image, or for what its environment refers to.
 * - Initializing: an init container runs, fails, or waits.
 * - Crashing: a container ends again and again.
 * - Readiness: the containers run, and a probe, a readiness gate or the node keeps it from being ready.
 * - Ready: it is what it should be.
 * - Ended: Succeeded or Failed; it will not run again.
 * - Terminating: it is being deleted.
 */
export type PodStage =
  | "Gated"
  | "Scheduling"
  | "Preparing"
  | "Image"
  | "Configuration"
  | "Initializing"
  | "Crashing"
  | "Readiness"
  | "Ready"
  | "Ended"
  | "Terminating";

export interface PodFacts {
  readonly stage: PodStage;
  readonly phase: string;
  /** Why it is not ready; absent when it is. */
  readonly waiting?: Waiting;
  readonly ready: boolean;
  readonly node?: string;
  /** The node's Ready condition; absent while there is no node, and where it was not asked: the pod is ready. */
  readonly nodeReady?: "True" | "False" | "Unknown";
  readonly createdAt?: string;
  /** Its controller, that one's controller, up to the root; empty for a bare pod, which nothing creates anew. */
  readonly owners: readonly PodOwner[];
  /** With StatefulSets: which of the pods it is. */
  readonly ordinal?: number;
  readonly restartPolicy: "Always" | "OnFailure" | "Never";
  readonly schedulingGates: readonly string[];
  /** What the scheduler said of the nodes, counted; absent where it said nothing of that form. */
  readonly scheduling?: SchedulingCounts;
  readonly containers: readonly PodContainer[];
  /** What the pod as one asks of a node: sums, or what its init containers take at most. By resource, as quantities. */
  readonly requests: { readonly [resource: string]: string };
  readonly limits: { readonly [resource: string]: string };
  readonly readinessGates: readonly ReadinessGate[];
  readonly deletion?: PodDeletion;
  readonly events: readonly WarningEvent[];
}

export interface PodOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Missing: no object of that UID is there, so that the garbage collector will delete the pod. */
  readonly state: "Found" | "Missing" | "Unread";
}

/** `0/12 nodes are available: 3 Insufficient cpu, …`, taken apart. */
export interface SchedulingCounts {
  readonly nodes: number;
  readonly reasons: readonly { readonly nodes: number; readonly reason: string }[];
  /** What it said of preemption, in its words. */
  readonly preemption?: string;
}

/**
 * - init: runs to its end before the next one starts.
 * - sidecar: an init container with restartPolicy Always, which starts in its turn and runs on.
 * - main: one of spec.containers.
 */
export type ContainerPart = "init" | "sidecar" | "main";

export interface PodContainer {
  readonly name: string;
  readonly part: ContainerPart;
  readonly image: string;
  /** NotStarted: the kubelet has said nothing of it yet. */
  readonly state: "NotStarted" | "Waiting" | "Running" | "Terminated";
  readonly ready: boolean;
  /** False while its startup probe has not succeeded. */
  readonly started?: boolean;
  readonly restarts: number;
  /** Of its state: `CrashLoopBackOff`, `OOMKilled`. */
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly signal?: number;
  /** How it ended the time before. */
  readonly last?: ContainerEnd;
  readonly requests: { readonly [resource: string]: string };
  readonly limits: { readonly [resource: string]: string };
}

export interface ContainerEnd {
  readonly reason?: string;
  readonly exitCode: number;
  readonly signal?: number;
  readonly finishedAt?: string;
}

export interface ReadinessGate {
  readonly conditionType: string;
  /** Absent: nobody has set the condition, which counts as False. */
  readonly status?: string;
  readonly message?: string;
}

export interface PodDeletion {
  /** When the grace period ends or ended. */
  readonly dueAt: string;
  /** That time is over, and the object is still there. */
  readonly overdue: boolean;
  readonly graceSeconds?: number;
  /** Until whoever set them takes them off, the object stays, though its containers have ended. */
  readonly finalizers: readonly string[];
}
