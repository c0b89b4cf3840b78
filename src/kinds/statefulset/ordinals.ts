import type { Pod, StatefulSet } from "../../kube/objects.ts";
import { controlledBy } from "../../kube/ownership.ts";
import { type OrdinalRange, podOrdinal } from "../../rules/statefulset/ordinals.ts";

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#getStartOrdinal, #getEndOrdinal (v1.36) */
export function ordinalRange({ spec }: StatefulSet): OrdinalRange {
  return { start: spec?.ordinals?.start ?? 0, replicas: spec?.replicas ?? 1 };
}

/** The ordinals that the StatefulSet should have, in their order. */
export function ordinalsOf({ start, replicas }: OrdinalRange): readonly number[] {
  return Array.from({ length: replicas }, (_, index) => start + index);
}

/**
 * Its own pods by ordinal. A pod belongs to an ordinal by its name, `<name>-<ordinal>`; one that is called
 * otherwise is not counted, even if it is owned.
 *
 * Upstream: stateful_set_utils.go#isMemberOf (v1.36)
 */
export function podsByOrdinal(statefulSet: StatefulSet, pods: readonly Pod[]): ReadonlyMap<number, Pod> {
  const byOrdinal = new Map<number, Pod>();
  for (const pod of controlledBy(pods, statefulSet)) {
    const ordinal = podOrdinal(statefulSet.metadata?.name ?? "", pod.metadata?.name ?? "");
    if (ordinal !== undefined) byOrdinal.set(ordinal, pod);
  }
  return byOrdinal;
}
