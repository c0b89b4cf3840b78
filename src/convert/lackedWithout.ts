import type { Read } from "../kube/read.ts";

const others = "which other workloads name its pods";

const effects: { readonly [resource: string]: string } = {
  services: "whether a headless Service fits already, and which Services lead to its pods",
  persistentvolumeclaims: "which claims there are, and how large they are",
  persistentvolumes: "on how many nodes a volume can be mounted, and what becomes of it without its claim",
  nodes: "how many nodes its pods fit",
  deployments: others,
  statefulsets: others,
  daemonsets: others,
  horizontalpodautoscalers: "what scales it",
  verticalpodautoscalers: "what scales it",
  scaledobjects: "what scales it",
  poddisruptionbudgets: "what protects its pods from eviction",
  networkpolicies: "which NetworkPolicies select its pods",
  servicemonitors: "which ServiceMonitors find its Services",
  podmonitors: "which PodMonitors find its pods",
  configmaps: "which configuration names its pods",
};

/** What a conversion lacks without a read. */
export function lackedWithout({ resource }: Read): string {
  return effects[resource.resource] ?? `what ${resource.resource} tell`;
}
