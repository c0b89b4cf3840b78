import type { Toleration } from "../kube/objects.ts";
import type { WarningEvent } from "./events.ts";
import type { Placement } from "./placement.ts";
import type { References } from "./references.ts";
import type { SelectingService } from "./services.ts";

export interface DaemonSetFacts {
  readonly placement: Placement;
  readonly rollout: DaemonSetRollout;
  readonly tolerations: {
    readonly declared: readonly Toleration[];
    /** What the controller adds to every pod by itself. */
    readonly added: readonly Toleration[];
    /** tolerationSeconds that the controller overrides or that make it evict and recreate for ever. */
    readonly limited: readonly Toleration[];
  };
  readonly status?: DaemonSetStatusFacts;
  readonly host: HostAccess;
  readonly services: readonly SelectingService[];
  readonly references: References;
  /** The controller wanted to create a pod and could not: a quota, an admission. Said by events, which expire. */
  readonly creationRefused: boolean;
  /** Warnings about the DaemonSet itself, newest first, the newest of them. */
  readonly events: readonly WarningEvent[];
}

export interface DaemonSetRollout {
  readonly strategy: "RollingUpdate" | "OnDelete";
  readonly phase:
    | "Complete"
    | "Progressing"
    | "Stuck"
    | "WaitsForDeletion"
    | "NotObserved"
    | "BeingDeleted"
    | "Unknown";
  /** Budgets in nodes, resolved against `desired`; absent for OnDelete, or when `desired` is unknown. */
  readonly maxUnavailable?: number;
  readonly maxSurge?: number;
  /** As written in the spec, where it is a percentage: `10%`. */
  readonly maxUnavailableSpec?: number | string;
  readonly maxSurgeSpec?: number | string;
  readonly minReadySeconds: number;
  readonly desired?: number;
  readonly updated?: number;
  readonly available?: number;
  readonly unavailable?: number;
  /** The current template's ControllerRevision. */
  readonly currentRevision?: { readonly name: string; readonly revision: number; readonly hash: string };
  /** Nodes that the rollout waits for, and why. */
  readonly heldUpBy: readonly { readonly node: string; readonly pod?: string; readonly reason: string }[];
  /** Misscheduled nodes whose old pod the update will delete and not remake. */
  readonly losesPodOn: readonly string[];
}

/** The counts as the controller last wrote them, and where the rules say otherwise now. */
export interface DaemonSetStatusFacts {
  readonly observedGeneration?: number;
  readonly generation?: number;
  readonly desiredNumberScheduled: number;
  readonly currentNumberScheduled: number;
  readonly numberMisscheduled: number;
  readonly numberReady: number;
  readonly updatedNumberScheduled: number;
  readonly numberAvailable: number;
  readonly numberUnavailable: number;
  readonly behind: readonly StatusDifference[];
}

export interface StatusDifference {
  readonly field: string;
  readonly status: number;
  readonly rules: number;
}

export interface HostAccess {
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly paths: readonly HostPath[];
  readonly ports: readonly {
    readonly container: string;
    readonly hostPort: number;
    readonly protocol: string;
  }[];
  readonly privileged: readonly string[];
}

export interface HostPath {
  readonly volume: string;
  readonly path: string;
  /** hostPath.type, such as DirectoryOrCreate; absent when nothing is checked before mounting. */
  readonly type?: string;
  readonly mounts: readonly {
    readonly container: string;
    readonly mountPath: string;
    readonly readOnly: boolean;
  }[];
}
