import type { Pod } from "../../kube/objects.ts";

/** The pod's Ready condition is True. kubectl's READY column counts containers instead, and can differ. */
export function isReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === "True";
}

/**
 * Ready, and for at least `minReadySeconds` before `now` (RFC 3339).
 *
 * Upstream: pkg/api/v1/pod/util.go#IsPodAvailable (v1.36)
 */
export function isAvailable(pod: Pod, minReadySeconds: number, now: string): boolean {
  const ready = readyCondition(pod);
  if (ready?.status !== "True") return false;
  if (minReadySeconds === 0) return true;
  if (ready.lastTransitionTime === undefined) return false;
  return Date.parse(ready.lastTransitionTime) + minReadySeconds * 1000 <= Date.parse(now);
}

/** Upstream: pkg/api/v1/pod/util.go#IsPodTerminal */
export function isTerminal(pod: Pod): boolean {
  return pod.status?.phase === "Failed" || pod.status?.phase === "Succeeded";
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata?.deletionTimestamp !== undefined;
}

function readyCondition(pod: Pod) {
  return pod.status?.conditions?.find((condition) => condition.type === "Ready");
}
