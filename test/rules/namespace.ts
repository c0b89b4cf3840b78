import type { KubeObject, LabelSelector, PodSpec, Service, StringMap } from "../../src/kube/objects.ts";
import { endpointSlices, resourceOf } from "../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../src/kube/snapshot.ts";
import { asWorkload, type Workload } from "../../src/rules/workloads.ts";

export const namespace = "shop";

/** A snapshot in which every list of the namespace holds what is given of its kind. */
export function holding(...objects: readonly KubeObject[]): Snapshot {
  const byResource = Map.groupBy(objects, (object) => resourceOf(object));
  const kinds = ["Deployment", "StatefulSet", "DaemonSet"].map((kind) =>
    resourceOf({ apiVersion: "apps/v1", kind }),
  );
  const results = [...new Set([...byResource.keys(), ...kinds])].flatMap((resource): ReadResult[] => {
    if (resource === undefined || resource === endpointSlices) return [];
    return [{ read: { resource, namespace }, objects: byResource.get(resource) ?? [] }];
  });
  const slices = byResource.get(endpointSlices);
  const names = (slices ?? []).map(({ metadata }) => metadata?.labels?.["kubernetes.io/service-name"] ?? "");
  return {
    observedAt: "2026-11-25T04:00:00Z",
    source: { type: "cluster" },
    results: [...results, ...(slices ? [sliceResult(names, slices)] : [])],
  };
}

/** The answer to the read of the EndpointSlices of those Services. */
export function sliceResult(services: readonly string[], objects: readonly KubeObject[]): ReadResult {
  const expression = { key: "kubernetes.io/service-name", operator: "In", values: services };
  return {
    read: { resource: endpointSlices, namespace, labelSelector: { matchExpressions: [expression] } },
    objects,
  };
}

export function workload(
  kind: string,
  name: string,
  labels: StringMap,
  { selector = { matchLabels: labels }, spec = { containers: [] }, metadata = {} }: WorkloadParts = {},
): Workload {
  return asWorkload(kind, {
    apiVersion: "apps/v1",
    metadata: { name, namespace, uid: `uid-${kind}-${name}`, ...metadata },
    spec: { selector, template: { metadata: { labels }, spec } },
  } as KubeObject);
}

interface WorkloadParts {
  readonly selector?: LabelSelector;
  readonly spec?: PodSpec;
  readonly metadata?: KubeObject["metadata"];
}

export function service(name: string, spec: Service["spec"]): Service {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace }, ...(spec && { spec }) };
}

/** @param endpoints name of the pod, and whether it is ready */
export function slice(
  of: string,
  endpoints: readonly (readonly [pod: string, ready: boolean])[],
  family = "IPv4",
) {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: `${of}-${family}`,
      namespace,
      labels: { "kubernetes.io/service-name": of },
    },
    addressType: family,
    endpoints: endpoints.map(([pod, ready], index) => ({
      addresses: [family === "IPv4" ? `10.0.0.${index}` : `fd00::${index}`],
      conditions: { ready },
      targetRef: { kind: "Pod", name: pod, uid: `uid-${pod}` },
    })),
  };
}
