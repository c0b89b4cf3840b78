/**
 * A resource of the API server: what a URL and an RBAC rule are made of.
 * `group` is "" for the core group; `resource` is the plural, as in RBAC rules.
 */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Not part of Kubernetes itself: a server without it has no such objects, which is no failure. */
  readonly addOn?: true;
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(type: ResourceType): string {
  return type.group === "" ? type.version : `${type.group}/${type.version}`;
}

/** As kubectl and the API server name a resource in messages: `pods`, `daemonsets.apps`. */
export function qualifiedResource(type: ResourceType): string {
  return type.group === "" ? type.resource : `${type.resource}.${type.group}`;
}

function core(resource: string, kind: string, namespaced = true): ResourceType {
  return { group: "", version: "v1", resource, kind, namespaced };
}

function inGroup(
  apiVersion: string,
  resource: string,
  kind: string,
  more: Partial<Pick<ResourceType, "namespaced" | "addOn">> = {},
): ResourceType {
  const [group = "", version = ""] = apiVersion.split("/");
  return { group, version, resource, kind, namespaced: true, ...more };
}

function apps(resource: string, kind: string): ResourceType {
  return inGroup("apps/v1", resource, kind);
}

export const pods = core("pods", "Pod");
export const nodes = core("nodes", "Node", false);
export const services = core("services", "Service");
export const events = core("events", "Event");
export const persistentVolumeClaims = core("persistentvolumeclaims", "PersistentVolumeClaim");
export const daemonSets = apps("daemonsets", "DaemonSet");
export const deployments = apps("deployments", "Deployment");
export const replicaSets = apps("replicasets", "ReplicaSet");
export const replicationControllers = core("replicationcontrollers", "ReplicationController");
export const statefulSets = apps("statefulsets", "StatefulSet");
export const controllerRevisions = apps("controllerrevisions", "ControllerRevision");

/** For names to choose from; no explanation reads them. */
export const namespaces = core("namespaces", "Namespace", false);
export const persistentVolumes = core("persistentvolumes", "PersistentVolume", false);
export const resourceQuotas = core("resourcequotas", "ResourceQuota");
export const configMaps = core("configmaps", "ConfigMap");
export const endpointSlices = inGroup("discovery.k8s.io/v1", "endpointslices", "EndpointSlice");
export const ingresses = inGroup("networking.k8s.io/v1", "ingresses", "Ingress");
export const networkPolicies = inGroup("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy");
export const podDisruptionBudgets = inGroup("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget");
export const horizontalPodAutoscalers = inGroup(
  "autoscaling/v2",
  "horizontalpodautoscalers",
  "HorizontalPodAutoscaler",
);
export const storageClasses = inGroup("storage.k8s.io/v1", "storageclasses", "StorageClass", {
  namespaced: false,
});
export const httpRoutes = inGroup("gateway.networking.k8s.io/v1", "httproutes", "HTTPRoute", { addOn: true });
export const verticalPodAutoscalers = inGroup(
  "autoscaling.k8s.io/v1",
  "verticalpodautoscalers",
  "VerticalPodAutoscaler",
  { addOn: true },
);
export const scaledObjects = inGroup("keda.sh/v1alpha1", "scaledobjects", "ScaledObject", { addOn: true });
export const serviceMonitors = inGroup("monitoring.coreos.com/v1", "servicemonitors", "ServiceMonitor", {
  addOn: true,
});
export const podMonitors = inGroup("monitoring.coreos.com/v1", "podmonitors", "PodMonitor", { addOn: true });

/** Every resource that some read may ask for. Secrets are not among them, and never will be. */
export const allResources: readonly ResourceType[] = [
  pods,
  nodes,
  services,
  events,
  persistentVolumeClaims,
  daemonSets,
  deployments,
  replicaSets,
  statefulSets,
  controllerRevisions,
  persistentVolumes,
  resourceQuotas,
  configMaps,
  endpointSlices,
  ingresses,
  podDisruptionBudgets,
  horizontalPodAutoscalers,
  storageClasses,
  httpRoutes,
  verticalPodAutoscalers,
  scaledObjects,
  replicationControllers,
  networkPolicies,
  serviceMonitors,
  podMonitors,
];

/** The resource of an object by its apiVersion and kind; undefined for kinds that no read asks for. */
export function resourceOf(object: { readonly apiVersion?: string; readonly kind?: string }) {
  return allResources.find((type) => type.kind === object.kind && apiVersionOf(type) === object.apiVersion);
}
