import type { StatefulIdentity, StatefulSetPods } from "../../explanation/statefulSetFacts.ts";
import type { Pod, StatefulSet } from "../../kube/objects.ts";

/**
 * How many pods there are: by the pods where they were read, else by what the controller last wrote. That counts
 * pods on their way out, and ordinals to be deleted, with the others.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_control.go#updateStatefulSet (v1.36)
 */
export function podCounts(
  { spec, status }: StatefulSet,
  byOrdinal: ReadonlyMap<number, Pod> | undefined,
  identities: readonly StatefulIdentity[],
  condemned: readonly StatefulIdentity[],
): StatefulSetPods {
  const desired = spec?.replicas ?? 1;
  if (byOrdinal !== undefined) {
    const staying = identities.filter(({ state }) => state !== "Terminating");
    const leaving = [...identities, ...condemned].filter(({ state }) => state === "Terminating");
    const terminatingReady = leaving.filter(({ ready }) => ready).length;
    return {
      countsFrom: "pods",
      desired,
      current: byOrdinal.size,
      ready: staying.filter(({ state }) => state === "Ready").length,
      available: staying.filter(({ state, available }) => state === "Ready" && available).length,
      updated: staying.filter(({ revision }) => revision === "Update").length,
      ...(terminatingReady > 0 && { terminatingReady }),
    };
  }
  if (status?.observedGeneration === undefined) return { countsFrom: "none", desired };
  return {
    countsFrom: "status",
    desired,
    current: status.replicas,
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    updated: status.updatedReplicas ?? 0,
  };
}
