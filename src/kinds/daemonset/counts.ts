import type { NodePlacement } from "../../explanation/placement.ts";

/** Counts of nodes, not of pods: one pod a node is looked at. */
export interface PlacementCounts {
  /** desiredNumberScheduled */
  readonly desired: number;
  /** currentNumberScheduled: with a pod aimed at the node, unbound Pending ones included. */
  readonly current: number;
  readonly ready: number;
  readonly available: number;
  /** Absent when the current ControllerRevision is not known. */
  readonly updated?: number;
  readonly misscheduled: number;
}

/** Upstream: pkg/controller/daemon/daemon_controller.go#updateDaemonSetStatus (v1.36) */
export function countPlacements(placements: readonly NodePlacement[]): PlacementCounts {
  const wanted = placements.filter(({ shouldRun }) => shouldRun === true);
  const pods = wanted.flatMap(({ pod }) => (pod === undefined ? [] : [pod]));
  const knowsUpdated = pods.every(({ updated }) => updated !== undefined);
  return {
    desired: wanted.length,
    current: pods.length,
    ready: pods.filter(({ ready }) => ready).length,
    available: pods.filter(({ available }) => available).length,
    ...(knowsUpdated && { updated: pods.filter(({ updated }) => updated === true).length }),
    misscheduled: placements.filter(({ state }) => state === "Misscheduled").length,
  };
}
