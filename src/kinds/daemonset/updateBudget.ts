import type { DaemonSetRollout } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement, PlacedPod } from "../../explanation/placement.ts";
import type { DaemonSet } from "../../kube/objects.ts";
import { scaledValue } from "../../rules/intstr.ts";
import { isLasting as lastsByItself } from "../../rules/pods/lasting.ts";

/** In nodes where `desired` is known, and as the spec has it. */
export type Budget = Pick<
  DaemonSetRollout,
  "maxUnavailable" | "maxSurge" | "maxUnavailableSpec" | "maxSurgeSpec"
>;

/**
 * Percentages are of `desired` and round up, both of them; where both come to 0 the controller takes
 * maxUnavailable 1.
 *
 * Upstream: pkg/controller/daemon/update.go#updatedDesiredNodeCounts (v1.36)
 */
export function budgetOf(daemonSet: DaemonSet, desired: number | undefined): Budget {
  const { maxUnavailable: unavailableSpec = 1, maxSurge: surgeSpec = 0 } =
    daemonSet.spec?.updateStrategy?.rollingUpdate ?? {};
  const written = { maxUnavailableSpec: unavailableSpec, maxSurgeSpec: surgeSpec };
  if (desired === undefined) return written;
  const maxSurge = scaledValue(surgeSpec, desired, "up") ?? 0;
  const unavailable = scaledValue(unavailableSpec, desired, "up") ?? 0;
  const maxUnavailable = desired > 0 && unavailable === 0 && maxSurge === 0 ? 1 : unavailable;
  return { ...written, maxUnavailable, maxSurge };
}

/** A DaemonSet's pod stays on a node that is not ready, and waits for it. */
export function isLasting(reason: string): boolean {
  return reason === "NodeNotReady" || lastsByItself(reason);
}

/**
 * Whether waiting will not bring the update any further: what uses up the budget does not give it back by
 * itself, so that no further available old pod is replaced, or each node still to be updated is held up by its
 * own. Old pods that are unavailable use up nothing: those are replaced beyond the budget.
 */
export function isStuck(placements: readonly NodePlacement[], budget: Budget): boolean {
  const { maxUnavailable = 0, maxSurge = 0 } = budget;
  const limit = maxSurge > 0 ? maxSurge : maxUnavailable;
  const spends = (placement: NodePlacement) => spenderOn(placement, budget)?.lasting === true;
  const spent = placements.filter(spends).length;
  const left = placements.filter(({ shouldRun, pod }) => shouldRun === true && pod?.updated !== true);
  const heldUp = (placement: NodePlacement) => spends(placement) || freshOn(placement)?.lasting === true;
  return (spent > 0 && spent >= limit) || (left.length > 0 && left.every(heldUp));
}

interface Spender {
  readonly pod: PlacedPod;
  readonly lasting: boolean;
}

/**
 * The pod that makes the update count the node against its budget, if any does. It counts every node that has a
 * pod, also those that should run none: a pod of the new template that is not available, and without surge also
 * one that only terminates, which it does for ever where the kubelet is gone. With surge it counts only a new
 * pod beside an old one.
 */
export function spenderOn(placement: NodePlacement, { maxSurge = 0 }: Budget): Spender | undefined {
  const pods = podsOn(placement);
  const live = pods.filter(({ terminating }) => !terminating);
  const [terminating] = pods;
  if (live.length === 0 && terminating !== undefined && maxSurge === 0) {
    return { pod: terminating, lasting: isSilent(placement) };
  }
  if (maxSurge > 0 && !live.some(({ updated }) => updated === false)) return undefined;
  return freshOn(placement);
}

/** A pod of the new template that is not available, and whether that passes by itself. */
function freshOn(placement: NodePlacement): Spender | undefined {
  const fresh = podsOn(placement).find((pod) => pod.updated === true && !pod.available && !pod.terminating);
  return fresh && { pod: fresh, lasting: fresh.waiting !== undefined && isLasting(fresh.waiting.reason) };
}

/** Its kubelet does not say that it is well, so nobody may be there to start or end a pod. */
export function isSilent({ state, nodeReady }: NodePlacement): boolean {
  return state !== "Unknown" && nodeReady !== "True";
}

/** All of the DaemonSet's pods on the node, the one that status counts first. */
export function podsOn({ pod, otherPods = [] }: NodePlacement): readonly PlacedPod[] {
  return pod === undefined ? [] : [pod, ...otherPods];
}
