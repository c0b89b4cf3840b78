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
  const surge = `at most ${maxSurge} more than ${count(desired, "pod")}${percent(maxSurgeSpec, "up")}`;
  const most = maxUnavailable === 0 ? "none" : `at most ${maxUnavailable}`;
  const unavailable = `${most} unavailable${percent(maxUnavailableSpec, "down")}`;
  return `RollingUpdate, ${surge}, ${unavailable}${ready}`;
}

/** ` (25%, rounded up)` where the spec says it in percent. */
function percent(written: number | string | undefined, way: "up" | "down"): string {
  return typeof written === "string" ? ` (${written}, rounded ${way})` : "";
}
