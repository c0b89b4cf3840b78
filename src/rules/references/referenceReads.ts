import type { Read } from "../../kube/read.ts";
import {
  daemonSets,
  deployments,
  horizontalPodAutoscalers,
  podDisruptionBudgets,
  scaledObjects,
  services,
  statefulSets,
  verticalPodAutoscalers,
} from "../../kube/resources.ts";

/**
 * What of its namespace may name or select any workload: none of it depends on what the workload says, so it goes
 * out together with it.
 */
export function referenceReads(namespace: string): readonly Read[] {
  return [
    services,
    deployments,
    statefulSets,
    daemonSets,
    horizontalPodAutoscalers,
    podDisruptionBudgets,
    verticalPodAutoscalers,
    scaledObjects,
  ].map((resource) => ({ resource, namespace }));
}
