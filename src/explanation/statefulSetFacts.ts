import type { StringMap } from "../kube/objects.ts";
import type { WarningEvent } from "./events.ts";
import type { MountedClaim } from "./mountedClaim.ts";
import type { Waiting } from "./placement.ts";
import type { References } from "./references.ts";
import type { Route, SelectingService, ServicePortTarget } from "./services.ts";

export interface StatefulSetFacts {
  /** The ordinals that it should have, in their order, from ordinals.start. */
  readonly identities: readonly StatefulIdentity[];
  /** Pods of ordinals that it should not have, in the order in which they are deleted: the highest first. */
  readonly condemned: readonly StatefulIdentity[];
  readonly pods: StatefulSetPods;
  /** Absent when serviceName is empty. */
  readonly governingService?: GoverningService;
  /** Where pods get names in DNS. The kubelets know the cluster's domain, the API does not tell it. */
  readonly clusterDomain: ClusterDomain;
  readonly rollout: StatefulSetRollout;
  readonly claims: {
    /** `Retain` or `Delete`. */
    readonly whenDeleted: string;
    readonly whenScaled: string;
    /** Claims named for ordinals that it does not have: they are used again when it grows that far. */
    readonly leftOver: readonly StatefulClaim[];
    /** What those hold in all, `30Gi`; absent when there are none. */
    readonly leftOverCapacity?: string;
    /** StorageClasses that its claims and templates name, and the default one where they name none. */
    readonly storageClasses: readonly StorageClassFacts[];
  };
  /** Claims that the pod template names: all pods share them. */
  readonly mountedClaims: readonly MountedClaim[];
  readonly services: readonly SelectingService[];
  readonly routes: readonly Route[];
  readonly references: References;
  /** Labels of the pod template by which a Service can select its pods: those of the selector's matchLabels. */
  readonly selectorLabels: StringMap;
  /** Ports that its containers declare. */
  readonly servicePorts: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol: string;
  }[];
  /** Of the pod template; 30 where it says nothing. */
  readonly terminationGracePeriodSeconds: number;
  /** Warnings about the StatefulSet itself, newest first. */
  readonly events: readonly WarningEvent[];
}

/** Asked for with a flag, read from CoreDNS' configuration, or what every installer defaults to. */
export interface ClusterDomain {
  readonly name: string;
  readonly from: "Flag" | "CoreDNS" | "Default";
  /** True for the default: nothing said so. */
  readonly assumed: boolean;
}

export interface StorageClassFacts {
  /** Empty for claims that name none and get the default one. */
  readonly name: string;
  /** Absent when StorageClasses were not read. For an empty name: whether there is a default. */
  readonly exists?: boolean;
  readonly allowVolumeExpansion?: boolean;
  /** `Immediate`, `WaitForFirstConsumer` */
  readonly volumeBindingMode?: string;
  /** Names of the volumeClaimTemplates that ask for it. */
  readonly templates: readonly string[];
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
  /** The node's label topology.kubernetes.io/zone. */
  readonly zone?: string;
  readonly hostname: string;
  /** Present when the governing Service exists; ends in the assumed cluster domain. */
  readonly fqdn?: string;
  /** Whether DNS has a record of that name, by what decides it: EndpointSlices and DNS itself are not asked. */
  readonly record: "Published" | "None" | "Unknown";
  readonly noRecordReason?: NoRecordReason;
  /** What DNS answers once the record is published; empty while there is no governing Service. */
  readonly records: PodRecords;
  /** Update: of the current template. Current: of the one before it, which pods below the partition keep. */
  readonly revision?: "Update" | "Current" | "Other";
  /** The pod's label controller-revision-hash: the name of a ControllerRevision. */
  readonly revisionName?: string;
  readonly claims: readonly StatefulClaim[];
  readonly restarts?: number;
  /** Why it does not run or is not ready, or why it has not been created. */
  readonly waiting?: Waiting;
}

export interface PodRecords {
  /** The pod's own name, with the addresses that it has now. */
  readonly a: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** One for each named port of the governing Service; all pods answer under one name, each with its own target. */
  readonly srv: readonly { readonly name: string; readonly port: number; readonly target: string }[];
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
  /**
   * Of the claim; of the template while there is none. Absent: the cluster's default one, when there is one. Empty:
   * no class at all, it waits for a PersistentVolume that has none either.
   */
  readonly storageClass?: string;
  /** What the claim itself asks for, which may be more than its template since claims can grow. */
  readonly claimRequested?: string;
  /** Where an existing claim is not what its template would make today. */
  readonly drift: readonly ClaimDrift[];
  /** Why it is not bound, by the newest complaint about it; that it waits for its first consumer is none. */
  readonly pendingReason?: string;
}

export interface ClaimDrift {
  readonly field: "size" | "storageClass" | "accessModes";
  readonly template: string;
  readonly claim: string;
  /** Of a size: the claim asks for less, so it could grow to what the template asks for. */
  readonly smaller?: true;
}

export interface GoverningService {
  readonly name: string;
  /** Absent when Services could not be read. */
  readonly exists?: boolean;
  /** Only manifests were read, and none of them is this Service. */
  readonly notInManifests?: true;
  /** ClusterIP, ExternalName, … */
  readonly type?: string;
  readonly clusterIP?: string;
  readonly selector?: StringMap;
  /**
   * Whether its selector matches the labels of the pod template; false for an ExternalName, which selects nothing;
   * absent without a selector.
   */
  readonly selects?: boolean;
  readonly ports?: readonly ServicePortTarget[];
  /** Other namespaces that have a Service of this name, which is of no use here. Looked for only when it is missing. */
  readonly elsewhere?: readonly string[];
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
  /** Ready pods on their way out: the status counts them as ready, and they are not among `ready`. */
  readonly terminatingReady?: number;
}

export interface StatefulSetRollout {
  readonly strategy: "RollingUpdate" | "OnDelete";
  readonly podManagementPolicy: "OrderedReady" | "Parallel";
  /** Partitioned: as complete as the partition allows, with pods of the template before below it. */
  readonly phase: "Complete" | "Partitioned" | "Progressing" | "WaitsForDeletion" | "NotObserved" | "Unknown";
  /** How many of the lowest ordinals are not updated. Counts from ordinals.start, not from 0. */
  readonly partition?: number;
  /**
   * The type is written and rollingUpdate is not, which the API server does not default: a pod that is deleted may
   * come back with the template before, as if the partition were the number of pods that have that.
   */
  readonly partitionUnset?: true;
  /** How many of its ordinals the update is for: with a partition not all of them. */
  readonly toUpdate: number;
  /** How many of those are of the current template. */
  readonly updated: number;
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
  /** It does not get better by waiting: somebody has to act. */
  readonly lasting: boolean;
}
