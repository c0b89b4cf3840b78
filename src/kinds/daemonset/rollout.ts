import type { DaemonSetRollout } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement, PlacedPod } from "../../explanation/placement.ts";
import type { DaemonSet, Pod } from "../../kube/objects.ts";
import { targetNode } from "./daemonPods.ts";
import type { CurrentRevision } from "./revisions.ts";
import { type Budget, budgetOf, isSilent, isStuck, podsOn, spenderOn } from "./updateBudget.ts";

/** What `desired` and the other counts are made of: the rules' where nodes were read, else the status'. */
export interface RolloutCounts {
  readonly desired?: number;
  readonly updated?: number;
  readonly available?: number;
}

/**
 * Where the update to the current template stands, and what it waits for.
 *
 * Upstream: pkg/controller/daemon/update.go#rollingUpdate (v1.36)
 */
export function rolloutOf(
  daemonSet: DaemonSet,
  current: CurrentRevision | undefined,
  placements: readonly NodePlacement[],
  counts: RolloutCounts,
  onMissingNodes: readonly Pod[] = [],
): DaemonSetRollout {
  const { spec, metadata, status } = daemonSet;
  const strategy = spec?.updateStrategy?.type === "OnDelete" ? "OnDelete" : "RollingUpdate";
  const { desired, updated, available } = counts;
  const observed = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const budget = strategy === "RollingUpdate" ? budgetOf(daemonSet, desired) : undefined;
  const unavailable = desired !== undefined && available !== undefined ? desired - available : undefined;

  return {
    strategy,
    phase: phaseOf(),
    ...budget,
    minReadySeconds: spec?.minReadySeconds ?? 0,
    ...(desired !== undefined && { desired }),
    ...(updated !== undefined && { updated }),
    ...(available !== undefined && { available }),
    ...(unavailable !== undefined && { unavailable }),
    ...(current && { currentRevision: current }),
    heldUpBy: [...holdUps(placements, budget, counts), ...missingNodes()],
    losesPodOn: placements
      .filter((placement) => budget !== undefined && losesPod(placement, budget))
      .map(({ name }) => name),
  };

  /**
   * The update looks at every node that a pod is on, there or not. With surge it cannot go on at all while one is
   * missing; without, the pod uses up budget. The garbage collector takes such pods after a while.
   */
  function missingNodes(): DaemonSetRollout["heldUpBy"] {
    if (budget === undefined || (updated ?? 0) >= (desired ?? 0)) return [];
    const reason = "its node does not exist any more, and its pod counts until it is gone";
    return onMissingNodes.map((pod) => ({
      node: targetNode(pod) ?? "",
      pod: pod.metadata?.name ?? "",
      reason,
    }));
  }

  function phaseOf(): DaemonSetRollout["phase"] {
    if (metadata?.deletionTimestamp !== undefined) return "BeingDeleted";
    if (!observed) return "NotObserved";
    if (desired === undefined || updated === undefined || available === undefined) return "Unknown";
    if (updated >= desired && available >= desired) return "Complete";
    if (budget === undefined) return updated < desired ? "WaitsForDeletion" : "Progressing";
    return updated < desired && isStuck(placements, budget) ? "Stuck" : "Progressing";
  }
}

/**
 * The nodes that the update waits for, those that it will not get past by waiting first. A node that should run
 * no pod is among them while it uses up the budget of nodes still to be updated.
 */
function holdUps(
  placements: readonly NodePlacement[],
  budget: Budget | undefined,
  { desired = 0, updated = 0 }: RolloutCounts,
): DaemonSetRollout["heldUpBy"] {
  const held = placements.flatMap((placement) => {
    const { name, shouldRun, pod } = placement;
    const spender = budget && spenderOn(placement, budget);
    const lasting = spender?.lasting === true;
    if (shouldRun !== true && !(lasting && updated < desired)) return [];
    // During a surge the old pod counts for the node; what is waited for is then the new one beside it.
    const waitedFor = spender?.pod ?? podsOn(placement).find(({ available }) => !available);
    if (waitedFor !== undefined) {
      return [
        { lasting, by: { node: name, pod: waitedFor.name, reason: whyUnavailable(waitedFor, placement) } },
      ];
    }
    return pod === undefined ? [{ lasting, by: { node: name, reason: "it has no pod yet" } }] : [];
  });
  return held.sort((a, b) => Number(b.lasting) - Number(a.lasting)).map(({ by }) => by);
}

function whyUnavailable({ terminating, ready, waiting }: PlacedPod, placement: NodePlacement): string {
  const where = isSilent(placement) ? " on a node that is not Ready" : "";
  if (terminating) return `its pod is terminating${where}`;
  if (ready) return "its pod is ready, but not yet for minReadySeconds";
  return waiting?.summary ?? "its pod is not ready";
}

/**
 * The update visits these nodes as well: it deletes their old pod, and the node gets no new one. A percentage of
 * no desired nodes at all is a budget of 0, for which no available pod is given up.
 */
function losesPod(placement: NodePlacement, { maxUnavailable = 0, maxSurge = 0 }: Budget): boolean {
  if (placement.state !== "Misscheduled" || placement.shouldContinueRunning !== true) return false;
  const live = podsOn(placement).filter(({ terminating }) => !terminating);
  const old = live.filter(({ updated }) => updated === false);
  if (old.length === 0 || old.length < live.length) return false;
  return maxUnavailable + maxSurge > 0 || old.some(({ available }) => !available);
}
