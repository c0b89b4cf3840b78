import type { DaemonSetRollout } from "../../explanation/daemonSetFacts.ts";
import { count } from "./names.ts";

/** Where the update stands, its budget in nodes, and what holds it up. */
export function rolloutText(rollout: DaemonSetRollout, planned: boolean): string {
  const { phase, strategy, desired = 0, updated, unavailable, heldUpBy, losesPodOn } = rollout;
  const [first] = heldUpBy;
  const held = first === undefined ? "" : `; ${first.node} holds it up: ${first.reason}`;
  const loses =
    losesPodOn.length === 0 || (phase === "Complete" && losesPodOn.length === 0)
      ? ""
      : `; it deletes the pod on ${losesPodOn.join(", ")} and creates none there again`;
  const stand = planned
    ? budgetText(rollout)
    : {
        Complete: `complete: ${budgetText(rollout)}`,
        Progressing: `${updated} of ${count(desired, "node")} updated, ${unavailable} unavailable: ${budgetText(rollout)}${held}`,
        Stuck: `stuck at ${updated} of ${count(desired, "node")}: ${budgetText(rollout)}${held}`,
        WaitsForDeletion: `${updated} of ${count(desired, "node")} updated: ${strategy}, a pod is replaced only when somebody deletes it`,
        NotObserved: `not begun: the controller has not seen the latest change yet; ${budgetText(rollout)}`,
        Unknown: budgetText(rollout),
      }[phase];
  return stand + loses;
}

function budgetText(rollout: DaemonSetRollout): string {
  const { strategy, maxSurge = 0, maxUnavailable, desired, maxSurgeSpec, maxUnavailableSpec } = rollout;
  if (strategy === "OnDelete") return "OnDelete, a pod is replaced only when somebody deletes it";
  if (desired === undefined)
    return `RollingUpdate, maxUnavailable ${maxUnavailableSpec}, maxSurge ${maxSurgeSpec}`;
  const ready =
    rollout.minReadySeconds > 0 ? `; a pod counts ${rollout.minReadySeconds} s after it is ready` : "";
  if (maxSurge > 0) {
    const rest =
      maxUnavailable === 0 ? "none without a ready one" : `at most ${maxUnavailable} without a ready one`;
    return `RollingUpdate, a second pod on at most ${maxSurge}${percent(maxSurgeSpec)} of ${count(desired, "node")}, ${rest}${ready}`;
  }
  return `RollingUpdate, at most ${maxUnavailable}${percent(maxUnavailableSpec)} of ${count(desired, "node")} without a ready pod${ready}`;
}

/** ` (10 %, rounded up)` where the spec says it in percent. */
function percent(written: number | string | undefined): string {
  return typeof written === "string" ? ` (${written}, rounded up)` : "";
}
