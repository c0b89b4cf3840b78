import type { DaemonSetFacts, DaemonSetRollout } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement } from "../../explanation/placement.ts";
import { count } from "./names.ts";

/** Where the update stands, its budget in nodes, and what holds it up. */
export function rolloutText({ rollout, placement }: DaemonSetFacts, planned: boolean): string {
  const { losesPodOn } = rollout;
  const loses =
    losesPodOn.length === 0
      ? ""
      : `; it deletes the pod on ${losesPodOn.join(", ")} and creates none there again`;
  return (planned ? budgetText(rollout) : standText(rollout, hasOldPods(placement.nodes))) + loses;
}

/** Without any, nothing is being replaced: pods are only missing or not available yet. */
function hasOldPods(nodes: readonly NodePlacement[]): boolean {
  return nodes.some(({ pod, otherPods = [] }) => [pod, ...otherPods].some((each) => each?.updated === false));
}

function standText(rollout: DaemonSetRollout, replaces: boolean): string {
  const { phase, desired = 0, updated = 0, unavailable = 0 } = rollout;
  const nodes = `${updated} of ${count(desired, "node")}`;
  switch (phase) {
    case "Complete":
      return desired === 0
        ? "nothing to update: it should run on no node"
        : `complete: ${budgetText(rollout)}`;
    case "Progressing":
      if (!replaces)
        return `nothing to replace, ${unavailable} of ${count(desired, "node")} without an available pod; ${budgetText(rollout)}`;
      return `${nodes} updated, ${unavailable} unavailable${waitsText(rollout, "waits for")}; ${budgetText(rollout)}`;
    case "Stuck":
      return `stuck at ${nodes}${waitsText(rollout, "held up by")}; ${budgetText(rollout)}`;
    case "WaitsForDeletion":
      return `${nodes} updated: OnDelete, a pod is replaced only when somebody deletes it`;
    case "NotObserved":
      return `not begun: the controller has not seen the latest change yet; ${budgetText(rollout)}`;
    case "BeingDeleted":
    case "Unknown":
      return budgetText(rollout);
  }
}

/** `, held up by node-4 and 2 more: container agent: CrashLoopBackOff` */
function waitsText({ heldUpBy }: DaemonSetRollout, words: string): string {
  const [first, ...others] = heldUpBy;
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `, ${words} ${first.node}${more}: ${first.reason}`;
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
