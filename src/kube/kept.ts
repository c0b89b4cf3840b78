import type {
  ControllerRevision,
  EndpointSlice,
  Event,
  KubeObject,
  Node,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  ReplicaSet,
} from "./objects.ts";
import type { ResourceType } from "./resources.ts";

type Container = NonNullable<NonNullable<Pod["spec"]>["containers"]>[number];
type Keep = (object: KubeObject) => KubeObject;

/**
 * What is kept of each object of a long list: what some rule reads, and nothing else. A node of a real
 * cluster is 10 to 30 kB, mostly images and managedFields; what placement reads of it is under 1 kB.
 * An object that is read by name is kept whole, as the server sent it.
 */
export function keepOf(resource: ResourceType): Keep {
  return keepers[resource.kind] ?? withoutManagedFields;
}

const keepers: { readonly [kind: string]: Keep } = {
  Node: (object) => keepNode(object as Node),
  Pod: (object) => keepPod(object as Pod),
  Event: (object) => keepEvent(object as Event),
  ControllerRevision: (object) => keepRevision(object as ControllerRevision),
  ReplicaSet: (object) => keepReplicaSet(object as ReplicaSet),
  PersistentVolumeClaim: (object) => keepClaim(object as PersistentVolumeClaim),
  EndpointSlice: (object) => keepSlice(object as EndpointSlice),
};

function keepNode({ metadata, spec, status }: Node): Node {
  return {
    ...keepMeta(metadata, ["name", "uid", "labels", "creationTimestamp", "deletionTimestamp"]),
    ...(spec && { spec: pick(spec, ["taints", "unschedulable"]) }),
    ...(status?.conditions && {
      status: {
        conditions: status.conditions.map((condition) =>
          pick(condition, ["type", "status", "reason", "message", "lastTransitionTime"]),
        ),
      },
    }),
  };
}

/** A bound pod's affinity says nothing more; an unbound DaemonSet pod names in it the node it is aimed at. */
function keepPod({ metadata, spec, status }: Pod): Pod {
  return {
    ...keepMeta(metadata, [
      "name",
      "namespace",
      "uid",
      "labels",
      "ownerReferences",
      "creationTimestamp",
      "deletionTimestamp",
      "deletionGracePeriodSeconds",
      "finalizers",
    ]),
    ...(spec && {
      spec: {
        ...pick(spec, [
          spec.nodeName ? "nodeName" : "affinity",
          "hostname",
          "subdomain",
          "restartPolicy",
          "schedulingGates",
          "readinessGates",
        ]),
        ...(spec.initContainers && { initContainers: spec.initContainers.map(keepContainer) }),
        ...(spec.containers && { containers: spec.containers.map(keepContainer) }),
      },
    }),
    ...(status && {
      status: pick(status, [
        "phase",
        "reason",
        "message",
        "conditions",
        "podIP",
        "podIPs",
        "initContainerStatuses",
        "containerStatuses",
      ]),
    }),
  };
}

function keepContainer(container: Container): Container {
  return pick(container, ["name", "image", "resources", "restartPolicy"]);
}

function keepEvent(event: Event): Event {
  return {
    metadata: pick(event.metadata, ["name", "namespace", "uid", "creationTimestamp"]),
    ...pick(event, [
      "involvedObject",
      "type",
      "reason",
      "message",
      "count",
      "series",
      "firstTimestamp",
      "lastTimestamp",
      "eventTime",
    ]),
  };
}

function keepRevision(revision: ControllerRevision): ControllerRevision {
  return {
    ...keepMeta(revision.metadata, [
      "name",
      "namespace",
      "uid",
      "labels",
      "ownerReferences",
      "creationTimestamp",
    ]),
    revision: revision.revision,
  };
}

/** The template is kept whole: whether it is the Deployment's own decides which ReplicaSet is the current one. */
function keepReplicaSet({ metadata, spec, status }: ReplicaSet): ReplicaSet {
  return {
    ...keepMeta(metadata, [
      "name",
      "namespace",
      "uid",
      "generation",
      "labels",
      "annotations",
      "ownerReferences",
      "creationTimestamp",
      "deletionTimestamp",
    ]),
    ...(spec && { spec: pick(spec, ["replicas", "selector", "template"]) }),
    ...(status && { status }),
  };
}

function keepClaim({ metadata, spec, status }: PersistentVolumeClaim): PersistentVolumeClaim {
  return {
    ...keepMeta(metadata, [
      "name",
      "namespace",
      "uid",
      "ownerReferences",
      "creationTimestamp",
      "deletionTimestamp",
    ]),
    ...(spec && { spec: pick(spec, ["accessModes", "resources", "storageClassName", "volumeName"]) }),
    ...(status && { status: pick(status, ["phase", "capacity"]) }),
  };
}

function keepSlice({ metadata, addressType, endpoints, ports }: EndpointSlice): EndpointSlice {
  return {
    ...keepMeta(metadata, ["name", "namespace", "uid", "labels"]),
    addressType,
    endpoints: (endpoints ?? []).map((endpoint) =>
      pick(endpoint, ["addresses", "conditions", "hostname", "targetRef"]),
    ),
    ...(ports && { ports }),
  };
}

function withoutManagedFields(object: KubeObject): KubeObject {
  if (object.metadata?.managedFields === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function keepMeta(
  metadata: ObjectMeta | undefined,
  keys: readonly (keyof ObjectMeta)[],
): { metadata?: ObjectMeta } {
  return metadata === undefined ? {} : { metadata: pick(metadata, keys) };
}

/** The named properties that are there. */
function pick<T extends object, Key extends keyof T>(object: T, keys: readonly Key[]): Pick<T, Key> {
  const kept: Partial<Pick<T, Key>> = {};
  for (const key of keys) {
    if (object[key] !== undefined) kept[key] = object[key];
  }
  return kept as Pick<T, Key>;
}
