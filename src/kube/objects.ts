import type {
  CoreV1Event,
  V1ControllerRevision,
  V1DaemonSet,
  V1Deployment,
  V1LabelSelector,
  V1Node,
  V1NodeAffinity,
  V1NodeSelector,
  V1NodeSelectorRequirement,
  V1NodeSelectorTerm,
  V1ObjectMeta,
  V1OwnerReference,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ReplicaSet,
  V1Service,
  V1StatefulSet,
  V1Taint,
  V1Toleration,
} from "@kubernetes/client-node";
import type { Wire } from "./wire.ts";

export type ObjectMeta = Wire<V1ObjectMeta>;
export type OwnerReference = Wire<V1OwnerReference>;
export type LabelSelector = Wire<V1LabelSelector>;
export type DaemonSet = Wire<V1DaemonSet> & KubeObject;
export type Deployment = Wire<V1Deployment> & KubeObject;
export type ReplicaSet = Wire<V1ReplicaSet> & KubeObject;
export type StatefulSet = Wire<V1StatefulSet> & KubeObject;
export type PersistentVolumeClaim = Wire<V1PersistentVolumeClaim> & KubeObject;
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

/** A string map such as labels or nodeSelector. */
export type StringMap = { readonly [key: string]: string };
