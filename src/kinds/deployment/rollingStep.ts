import type { ReplicaSetFacts } from "../../explanation/deploymentFacts.ts";
import type { Budget } from "./budget.ts";

type Counts = Pick<ReplicaSetFacts, "replicas" | "available">;

/** What the controller would do next in a rolling update, in pods; both 0 when it has to wait. */
export interface RollingStep {
  /** By how much the current ReplicaSet grows; below 0 when it has more than the Deployment wants. */
  readonly grow: number;
  /** By how much the old ones shrink, once nothing grows. */
  readonly shrink: number;
}

/**
 * The current ReplicaSet grows while all of them together stay within replicas + maxSurge. When nothing grew, the
 * old ones shrink by what is not needed for replicas − maxUnavailable available pods, their unavailable pods
 * first; pods of the current ReplicaSet that are not available yet are held against it.
 *
 * Upstream: pkg/controller/deployment/rolling.go#reconcileNewReplicaSet, #reconcileOldReplicaSets (v1.36)
 */
export function rollingStep(
  replicas: number,
  { maxSurge, maxUnavailable }: Pick<Budget, "maxSurge" | "maxUnavailable">,
  current: Counts,
  old: readonly Counts[],
): RollingStep {
  const all = [current, ...old];
  const room = replicas + maxSurge - sum(all, "replicas");
  const missing = replicas - current.replicas;
  const grow = missing < 0 ? missing : Math.max(0, Math.min(room, missing));

  const minAvailable = replicas - maxUnavailable;
  const notAvailableYet = current.replicas - current.available;
  const most = sum(all, "replicas") - minAvailable - notAvailableYet;
  if (sum(old, "replicas") === 0 || most <= 0) return { grow, shrink: 0 };
  const unhealthy = Math.max(0, Math.min(most, sum(old, "replicas") - sum(old, "available")));
  const spare = Math.max(0, sum(all, "available") - minAvailable);
  return { grow, shrink: Math.min(sum(old, "replicas"), unhealthy + spare) };
}

function sum(replicaSets: readonly Counts[], count: keyof Counts): number {
  return replicaSets.reduce((total, replicaSet) => total + replicaSet[count], 0);
}
