import type { DeploymentPods, DeploymentRollout } from "../../explanation/deploymentFacts.ts";
import { count } from "./names.ts";

/** Where the rollout stands, and its budget in pods. */
export function deploymentRolloutText(
  rollout: DeploymentRollout,
  { desired, updated = 0 }: DeploymentPods,
  planned: boolean,
): string {
  const how = strategyText(rollout, desired);
  if (planned) return rollout.paused ? `paused; ${how}` : how;
  if (rollout.replicaSetRefused !== undefined) return `not begun, its ReplicaSet is refused; ${how}`;
  const stand = `${updated} of ${count(desired, "pod")} updated`;
  return {
    Complete: `complete: ${how}`,
    Progressing: `${stand}: ${how}`,
    Paused: `paused, ${stand}: ${how}`,
    DeadlineExceeded: `${stand}, past the deadline: the controller keeps trying, and does not roll back by itself; ${how}`,
    NotObserved: `the controller has not seen the latest change yet; ${how}`,
    Unknown: how,
  }[rollout.phase];
}

function strategyText(rollout: DeploymentRollout, desired: number): string {
  const { strategy, maxSurge, maxUnavailable, maxSurgeSpec, maxUnavailableSpec, minReadySeconds } = rollout;
  const ready = minReadySeconds > 0 ? `; a pod counts ${minReadySeconds} s after it is ready` : "";
  if (strategy === "Recreate") return `Recreate, all old pods are gone before a new one is created${ready}`;
  if (maxSurge === undefined || maxUnavailable === undefined || desired === 0) return `RollingUpdate${ready}`;
  const surge = `at most ${count(desired + maxSurge, "pod")}${percent("maxSurge", maxSurgeSpec, desired, maxSurge, "up")}`;
  const least = desired - maxUnavailable;
  const unavailable = `at least ${least} available${percent("maxUnavailable", maxUnavailableSpec, desired, maxUnavailable, "down")}`;
  return `RollingUpdate, ${surge}, ${unavailable}${ready}`;
}

/** ` (maxSurge 25% of 10, rounded up to 3)` where the spec says it in percent. */
function percent(
  field: string,
  written: number | string | undefined,
  desired: number,
  resolved: number,
  way: "up" | "down",
): string {
  if (typeof written !== "string") return "";
  const exact = (Number.parseInt(written, 10) * desired) / 100;
  if (exact === resolved) return ` (${field} ${written} of ${desired}: ${resolved})`;
  const isRounded = way === "up" ? Math.ceil(exact) === resolved : Math.floor(exact) === resolved;
  // Both at 0 would never move, so the controller takes 1.
  return isRounded
    ? ` (${field} ${written} of ${desired}, rounded ${way} to ${resolved})`
    : ` (${field} ${written} of ${desired} is 0 as maxSurge is, which would never move: ${resolved})`;
}
