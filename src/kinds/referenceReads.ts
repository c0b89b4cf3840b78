import type { Read } from "../kube/read.ts";
import { endpointSlices, httpRoutes, ingresses } from "../kube/resources.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import { nearMisses } from "../rules/services/missingServices.ts";
import { servicesOf } from "../rules/services/servicesOf.ts";
import type { Workload } from "../rules/workloads.ts";

/** What the Services concerned lead to and from; nothing where no Service is. Known once Services were read. */
export function serviceReads(workload: Workload, soFar: Snapshot): readonly Read[] {
  const namespace = workload.metadata?.namespace;
  const selecting = servicesOf(workload, soFar).map(({ name }) => name);
  const near = nearMisses(workload, soFar).map(({ metadata }) => metadata?.name ?? "");
  const routes = selecting.length === 0 || namespace === undefined ? [] : [ingresses, httpRoutes];
  return [
    ...endpointSliceReads(namespace, [...selecting, ...near]),
    ...routes.map((resource) => ({ resource, ...(namespace !== undefined && { namespace }) })),
  ];
}

/** The EndpointSlices of some Services, in one read. */
export function endpointSliceReads(namespace: string | undefined, of: readonly string[]): readonly Read[] {
  if (of.length === 0 || namespace === undefined) return [];
  const expression = { key: "kubernetes.io/service-name", operator: "In", values: [...of].sort() };
  return [{ resource: endpointSlices, namespace, labelSelector: { matchExpressions: [expression] } }];
}

const others = "whether another workload's selector matches its pods";
const scaling = "what scales it";
const routes = "what leads to its Services from outside";

/** What an explanation lacks without each of them; what several tell alike is said in the same words. */
export const lackedWithoutReferences: { readonly [resource: string]: string } = {
  services: "which Services send traffic to its pods",
  deployments: others,
  statefulsets: others,
  daemonsets: others,
  horizontalpodautoscalers: scaling,
  verticalpodautoscalers: scaling,
  scaledobjects: scaling,
  poddisruptionbudgets: "what protects its pods from eviction",
  endpointslices: "how many endpoints its Services have",
  ingresses: routes,
  httproutes: routes,
};
