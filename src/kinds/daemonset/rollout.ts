import type { DaemonSetRollout } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement, PlacedPod } from "../../explanation/placement.ts";
import type { DaemonSet } from "../../kube/objects.ts";
import { scaledValue } from "../../rules/intstr.ts";
import type { CurrentRevision } from "./revisions.ts";

/** What `desired` and the other counts are made of: the rules' where nodes were read, else the status'. */
export interface RolloutCounts {
  readonly desired?: number;
  readonly updated?: number;
  readonly available?: number;
}

/**
 * Where the update to the current template stands. Percentages are of `desired` and round up, both of them;
 * where both come to 0 the controller takes maxUnavailable 1.
 *
 * Upstream: pkg/controller/daemon/update.go#rollingUpdate, #updatedDesiredNodeCounts (v1.36)
 */
export function rolloutOf(
  daemonSet: DaemonSet,
  current: CurrentRevision | undefined,
  placements: readonly NodePlacement[],
  counts: RolloutCounts,
): DaemonSetRollout {
  const { spec, metadata, status } = daemonSet;
  const strategy = spec?.updateStrategy?.type === "OnDelete" ? "OnDelete" : "RollingUpdate";
  const { desired, updated, available } = counts;
  const observed = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const heldUpBy = placements.flatMap((placement) => holdUp(placement));
  const budget = strategy === "RollingUpdate" ? budgetOf(daemonSet, desired) : {};
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
    heldUpBy,
    losesPodOn: strategy === "OnDelete" ? [] : placements.filter(losesPod).map(({ name }) => name),
  };

  function phaseOf(): DaemonSetRollout["phase"] {
    if (!observed) return "NotObserved";
    if (desired === undefined || updated === undefined || available === undefined) return "Unknown";
    if (updated >= desired && available >= desired) return "Complete";
    if (strategy === "OnDelete") return updated < desired ? "WaitsForDeletion" : "Progressing";
    return updated < desired && budgetIsSpent(placements, budget) ? "Stuck" : "Progressing";
  }
}

type Budget = Pick<DaemonSetRollout, "maxUnavailable" | "maxSurge" | "maxUnavailableSpec" | "maxSurgeSpec">;

function budgetOf(daemonSet: DaemonSet, desired: number | undefined): Budget {
  const { maxUnavailable: unavailableSpec = 1, maxSurge: surgeSpec = 0 } =
    daemonSet.spec?.updateStrategy?.rollingUpdate ?? {};
  const written = { maxUnavailableSpec: unavailableSpec, maxSurgeSpec: surgeSpec };
  if (desired === undefined) return written;
  const maxSurge = scaledValue(surgeSpec, desired, "up") ?? 0;
  const unavailable = scaledValue(unavailableSpec, desired, "up") ?? 0;
  const maxUnavailable = desired > 0 && unavailable === 0 && maxSurge === 0 ? 1 : unavailable;
  return { ...written, maxUnavailable, maxSurge };
}

/** Reasons that do not go away by waiting. A pod that is only being created or scheduled is not among them. */
const lasting = new Set([
  "Unschedulable",
  "SchedulingGated",
  "CrashLoopBackOff",
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "FailedMount",
  "FailedAttachVolume",
  "FailedCreatePodSandBox",
  "NodeNotReady",
]);

export function isLasting(reason: string): boolean {
  return lasting.has(reason);
}

/**
 * Whether pods of the new template that cannot become available use up the whole budget, so that no further
 * old pod may be replaced. Old pods that are unavailable do not hold it up: those are replaced beyond it.
 */
function budgetIsSpent(
  placements: readonly NodePlacement[],
  { maxUnavailable = 0, maxSurge = 0 }: Budget,
): boolean {
  const stuck = placements.filter(({ pod, otherPods = [] }) =>
    [...(pod ? [pod] : []), ...otherPods].some(
      ({ updated, available, waiting }) =>
        updated === true && !available && waiting && isLasting(waiting.reason),
    ),
  ).length;
  return stuck > 0 && stuck >= Math.max(maxUnavailable, maxSurge);
}

/** During a surge the old pod counts for the node; what the rollout waits for is then the new one beside it. */
function holdUp({ name, shouldRun, pod, otherPods = [] }: NodePlacement): DaemonSetRollout["heldUpBy"] {
  if (shouldRun !== true) return [];
  if (pod === undefined) return [{ node: name, reason: "it has no pod yet" }];
  const waitedFor = [pod, ...otherPods].find(({ available }) => !available);
  return waitedFor === undefined
    ? []
    : [{ node: name, pod: waitedFor.name, reason: whyUnavailable(waitedFor) }];
}

function whyUnavailable({ terminating, ready, waiting }: PlacedPod): string {
  if (terminating) return "its pod is terminating";
  if (ready) return "its pod is ready, but not yet for minReadySeconds";
  return waiting?.summary ?? "its pod is not ready";
}

/** The update visits these nodes as well: it deletes their old pod, and the node gets no new one. */
function losesPod({ state, shouldContinueRunning, pod }: NodePlacement): boolean {
  return state === "Misscheduled" && shouldContinueRunning === true && pod?.updated === false;
}
