import type {
  CoreV1Event,
  V1ConfigMap,
  V1ControllerRevision,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Ingress,
  V1LabelSelector,
  V1NetworkPolicyPeer,
  V1Node,
  V1NodeAffinity,
  V1NodeSelector,
  V1NodeSelectorRequirement,
  V1NodeSelectorTerm,
  V1ObjectMeta,
  V1OwnerReference,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ReplicaSet,
  V1ReplicationController,
  V1ResourceQuota,
  V1Service,
  V1StatefulSet,
  V1StorageClass,
  V1Taint,
  V1Toleration,
  V2HorizontalPodAutoscaler,
} from "@kubernetes/client-node";
import type { Wire } from "./wire.ts";

export type ObjectMeta = Wire<V1ObjectMeta>;
export type OwnerReference = Wire<V1OwnerReference>;
export type LabelSelector = Wire<V1LabelSelector>;
export type DaemonSet = Wire<V1DaemonSet> & KubeObject;
export type Deployment = Wire<V1Deployment> & KubeObject;
export type ReplicaSet = Wire<V1ReplicaSet> & KubeObject;
export type ReplicationController = Wire<V1ReplicationController> & KubeObject;
export type StatefulSet = Wire<V1StatefulSet> & KubeObject;
export type PersistentVolumeClaim = Wire<V1PersistentVolumeClaim> & KubeObject;
export type PersistentVolume = Wire<V1PersistentVolume> & KubeObject;
export type StorageClass = Wire<V1StorageClass> & KubeObject;
export type ResourceQuota = Wire<V1ResourceQuota> & KubeObject;
export type ConfigMap = Wire<V1ConfigMap> & KubeObject;
export type EndpointSlice = Wire<V1EndpointSlice> & KubeObject;
export type Ingress = Wire<V1Ingress> & KubeObject;
export type PodDisruptionBudget = Wire<V1PodDisruptionBudget> & KubeObject;
export type HorizontalPodAutoscaler = Wire<V2HorizontalPodAutoscaler> & KubeObject;
export type Node = Wire<V1Node> & KubeObject;
/** A pod as a list keeps it: see `kept.ts`. */
export type Pod = Omit<Wire<V1Pod>, "spec"> & KubeObject & { readonly spec?: Partial<PodSpec> };
export type Service = Wire<V1Service> & KubeObject;
export type Event = Wire<CoreV1Event> & KubeObject;
export type ControllerRevision = Wire<V1ControllerRevision> & KubeObject;
export type PodSpec = Wire<V1PodSpec>;
export type PodTemplateSpec = Wire<V1PodTemplateSpec>;
export type Taint = Wire<V1Taint>;
export type Toleration = Wire<V1Toleration>;
export type NodeAffinity = Wire<V1NodeAffinity>;
export type NodeSelector = Wire<V1NodeSelector>;
export type NodeSelectorTerm = Wire<V1NodeSelectorTerm>;
export type NodeSelectorRequirement = Wire<V1NodeSelectorRequirement>;

/** Any object as the server sent it: plain JSON, unknown fields kept. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

/** What is read of a Gateway API HTTPRoute (gateway.networking.k8s.io/v1). */
export interface HttpRoute extends KubeObject {
  readonly spec?: {
    readonly hostnames?: readonly string[];
    readonly rules?: readonly {
      readonly matches?: readonly { readonly path?: { readonly type?: string; readonly value?: string } }[];
      readonly backendRefs?: readonly {
        readonly group?: string;
        readonly kind?: string;
        readonly name: string;
        readonly namespace?: string;
        readonly port?: number;
      }[];
    }[];
  };
}

export type NetworkPolicyPeer = Wire<V1NetworkPolicyPeer>;

/** What is read of a NetworkPolicy; client-node's type says `_from` for what travels as `from`. */
export interface NetworkPolicy extends KubeObject {
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly ingress?: readonly { readonly from?: readonly NetworkPolicyPeer[] }[];
    readonly egress?: readonly { readonly to?: readonly NetworkPolicyPeer[] }[];
  };
}

/** What is read of a VerticalPodAutoscaler (autoscaling.k8s.io/v1). */
export interface VerticalPodAutoscaler extends KubeObject {
  readonly spec?: {
    readonly targetRef?: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly updatePolicy?: { readonly updateMode?: string };
  };
  readonly status?: { readonly conditions?: readonly ConditionLike[] };
}

/** What is read of a KEDA ScaledObject (keda.sh/v1alpha1). */
export interface ScaledObject extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly apiVersion?: string; readonly kind?: string; readonly name: string };
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
  };
  readonly status?: { readonly conditions?: readonly ConditionLike[]; readonly hpaName?: string };
}

/**
 * What is read of a ServiceMonitor or a PodMonitor (monitoring.coreos.com/v1): the one selects Services, the other
 * pods. Without a namespaceSelector, in its own namespace.
 */
export interface Monitor extends KubeObject {
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
  };
}

export interface ConditionLike {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** A string map such as labels or nodeSelector. */
export type StringMap = { readonly [key: string]: string };
