import type { SelectingService, WarningEvent } from "./daemonSetFacts.ts";
import type { Waiting } from "./placement.ts";

export interface StatefulSetFacts {
  /** The ordinals that it should have, in their order, from ordinals.start. */
  readonly identities: readonly StatefulIdentity[];
  /** Pods of ordinals that it should not have, in the order in which they are deleted: the highest first. */
  readonly condemned: readonly StatefulIdentity[];
  readonly pods: StatefulSetPods;
  /** Absent when serviceName is empty. */
  readonly governingService?: GoverningService;
  /** Where pods get names in DNS. The kubelets know the cluster's domain, the API does not tell it. */
  readonly clusterDomain: { readonly name: string; readonly assumed: true };
  readonly rollout: StatefulSetRollout;
  readonly claims: {
    /** `Retain` or `Delete`. */
    readonly whenDeleted: string;
    readonly whenScaled: string;
    /** Claims named for ordinals that it does not have: they are used again when it grows that far. */
    readonly leftOver: readonly StatefulClaim[];
  };
  readonly services: readonly SelectingService[];
  /** Warnings about the StatefulSet itself, newest first. */
  readonly events: readonly WarningEvent[];
}

export interface StatefulIdentity {
  readonly ordinal: number;
  readonly pod: string;
  /**
   * - Ready, NotReady: the phase is Running, and the Ready condition is True or not.
   * - Pending, Failed, Succeeded: the phase.
   * - Terminating: it is being deleted, whatever its phase.
   * - Missing: there is no such pod.
   * - Unknown: pods could not be read, or the StatefulSet is not applied yet.
   */
  readonly state:
    | "Ready"
    | "NotReady"
    | "Pending"
    | "Failed"
    | "Succeeded"
    | "Terminating"
    | "Missing"
    | "Unknown";
  /** Absent when the state is Unknown. */
  readonly ready?: boolean;
  readonly available?: boolean;
  /** Absent while the pod is not bound. */
  readonly node?: string;
  readonly hostname: string;
  /** Present when the governing Service exists; ends in the assumed cluster domain. */
  readonly fqdn?: string;
  /** Whether DNS has a record of that name, by what decides it: EndpointSlices and DNS itself are not asked. */
  readonly record: "Published" | "None" | "Unknown";
  readonly noRecordReason?: NoRecordReason;
  /** Update: of the current template. Current: of the one before it, which pods below the partition keep. */
  readonly revision?: "Update" | "Current" | "Other";
  /** The pod's label controller-revision-hash: the name of a ControllerRevision. */
  readonly revisionName?: string;
  readonly claims: readonly StatefulClaim[];
  readonly restarts?: number;
  /** Why it does not run or is not ready, or why it has not been created. */
  readonly waiting?: Waiting;
}

export type NoRecordReason =
  | "NoServiceName"
  | "ServiceNotFound"
  | "ServicesNotRead"
  | "ExternalName"
  /** The Service has no selector: its endpoints are somebody's to write. */
  | "NoSelector"
  | "NotSelected"
  | "PodsNotRead"
  | "NoPod"
  | "NoAddress"
  /** The pod has another hostname or subdomain than a StatefulSet gives, as an adopted pod can. */
  | "OtherHostname"
  | "Ended"
  | "Terminating"
  | "NotReady";

export interface StatefulClaim {
  /** Name of the volumeClaimTemplate. */
  readonly template: string;
  readonly claim: string;
  /** Absent when claims could not be read. */
  readonly exists?: boolean;
  /** Bound, Pending, Lost */
  readonly phase?: string;
  /** What the volume has, `1Gi`. */
  readonly capacity?: string;
  /** What the template asks for. */
  readonly requested?: string;
  readonly volume?: string;
  readonly terminating?: boolean;
}

export interface GoverningService {
  readonly name: string;
  /** Absent when Services could not be read. */
  readonly exists?: boolean;
  readonly headless?: boolean;
  /** It names pods that are not ready as well. */
  readonly publishNotReadyAddresses?: boolean;
}

export interface StatefulSetPods {
  /** `pods` where they were read, else the object's own `status`. */
  readonly countsFrom: "pods" | "status" | "none";
  readonly desired: number;
  /** Of all ordinals, those to be deleted and terminating ones included. */
  readonly current?: number;
  /** Of the ordinals that it should have, without terminating pods; the status counts those as well. */
  readonly ready?: number;
  readonly available?: number;
  readonly updated?: number;
}

export interface StatefulSetRollout {
  readonly strategy: "RollingUpdate" | "OnDelete";
  readonly podManagementPolicy: "OrderedReady" | "Parallel";
  /** Partitioned: as complete as the partition allows, with pods of the template before below it. */
  readonly phase: "Complete" | "Partitioned" | "Progressing" | "WaitsForDeletion" | "NotObserved" | "Unknown";
  /** How many of the lowest ordinals are not updated. Counts from ordinals.start, not from 0. */
  readonly partition?: number;
  /** As written. It has an effect only where the server's gate MaxUnavailableStatefulSet is on. */
  readonly maxUnavailableSpec?: number | string;
  readonly minReadySeconds: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  /** The ordinal that others wait for. */
  readonly heldUpBy?: OrdinalHoldUp;
}

export interface OrdinalHoldUp {
  readonly ordinal: number;
  readonly pod: string;
  readonly reason: string;
  /** The ordinals that are not created, not deleted and not updated before. */
  readonly creation: readonly number[];
  readonly deletion: readonly number[];
  readonly update: readonly number[];
  /** The controller replaces it only once it is available, though it is of an older template. */
  readonly replacedByHandOnly: boolean;
}
