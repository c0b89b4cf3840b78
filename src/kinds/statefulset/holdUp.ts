import type { OrdinalHoldUp, StatefulIdentity } from "../../explanation/statefulSetFacts.ts";
import type { StatefulSet } from "../../kube/objects.ts";
import { isLasting } from "../../rules/pods/lasting.ts";
import { ordinalRange } from "./ordinals.ts";

export interface HoldUpInput {
  readonly statefulSet: StatefulSet;
  /** In the order of ordinals. */
  readonly identities: readonly StatefulIdentity[];
  /** The highest first. */
  readonly condemned: readonly StatefulIdentity[];
}

/**
 * The ordinal that others wait for, if any do. With OrderedReady the lowest one that is not running, ready and
 * available holds up the creation of higher ones, all scale-down and all updates; then scale-down goes one by
 * one from the highest, and holds up updates. Parallel waits only in the update, which goes from the highest
 * ordinal down, one at a time.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_control.go#updateStatefulSet, #processReplica,
 * #processCondemned (v1.36, gate MaxUnavailableStatefulSet off)
 */
export function holdUpOf(input: HoldUpInput): OrdinalHoldUp | undefined {
  const { statefulSet, identities, condemned } = input;
  const outdated = outdatedOrdinals(statefulSet, identities);
  const deletion = condemned.map(({ ordinal }) => ordinal);
  if (statefulSet.spec?.podManagementPolicy === "Parallel") return updateHoldUp(input, outdated);

  const blocking = identities.find((identity) => !isDone(identity));
  if (blocking !== undefined) {
    const creation = identities
      .filter(({ state, ordinal }) => state === "Missing" && ordinal > blocking.ordinal)
      .map(({ ordinal }) => ordinal);
    return holdUp(statefulSet, blocking, { creation, deletion, update: outdated });
  }
  const leaving = blockingCondemned(condemned);
  if (leaving === undefined) return undefined;
  return holdUp(statefulSet, leaving, {
    creation: [],
    deletion: deletion.filter((ordinal) => ordinal !== leaving.ordinal),
    update: outdated,
  });
}

/** The ordinals that the update has yet to reach, the highest first; none for OnDelete. */
export function outdatedOrdinals(
  statefulSet: StatefulSet,
  identities: readonly StatefulIdentity[],
): readonly number[] {
  if (statefulSet.spec?.updateStrategy?.type === "OnDelete") return [];
  const lowest = lowestUpdated(statefulSet);
  return identities
    .filter(({ ordinal, revision }) => ordinal >= lowest && (revision === "Current" || revision === "Other"))
    .map(({ ordinal }) => ordinal)
    .reverse();
}

/** The partition is an index: with ordinals.start 5 and partition 2, ordinals from 7 on are updated. */
function lowestUpdated(statefulSet: StatefulSet): number {
  return ordinalRange(statefulSet).start + (statefulSet.spec?.updateStrategy?.rollingUpdate?.partition ?? 0);
}

function isDone({ state, available }: StatefulIdentity): boolean {
  return state === "Ready" && available === true;
}

/** An unhealthy pod that has to go is deleted only when no lower one is unhealthy. */
function blockingCondemned(condemned: readonly StatefulIdentity[]): StatefulIdentity | undefined {
  const [next] = condemned;
  if (next === undefined || next.state === "Terminating") return next;
  const lowestUnhealthy = condemned.findLast((identity) => !isDone(identity));
  return isDone(next) || lowestUnhealthy === next ? undefined : lowestUnhealthy;
}

/**
 * A missing or ended pod is remade before any update, so while there is one nothing is said of the update; nor
 * where maxUnavailable says that the server updates by other rules.
 */
function updateHoldUp(
  { statefulSet, identities }: HoldUpInput,
  outdated: readonly number[],
): OrdinalHoldUp | undefined {
  if (statefulSet.spec?.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined) return undefined;
  if (identities.some(({ state }) => ["Missing", "Failed", "Succeeded", "Unknown"].includes(state))) {
    return undefined;
  }
  const lowest = lowestUpdated(statefulSet);
  const next = identities.findLast(
    (identity) => identity.ordinal >= lowest && (!isDone(identity) || outdated.includes(identity.ordinal)),
  );
  if (next === undefined || (outdated.includes(next.ordinal) && next.state !== "Terminating"))
    return undefined;
  const update = outdated.filter((ordinal) => ordinal < next.ordinal);
  return holdUp(statefulSet, next, { creation: [], deletion: [], update });
}

function holdUp(
  statefulSet: StatefulSet,
  blocking: StatefulIdentity,
  held: Pick<OrdinalHoldUp, "creation" | "deletion" | "update">,
): OrdinalHoldUp | undefined {
  const others = [...held.creation, ...held.deletion, ...held.update].filter(
    (ordinal) => ordinal !== blocking.ordinal,
  );
  const itself = held.update.includes(blocking.ordinal);
  if (others.length === 0 && !itself) return undefined;
  return {
    ordinal: blocking.ordinal,
    pod: blocking.pod,
    reason: whyNotDone(blocking),
    lasting: hasLastingTrouble(blocking),
    ...held,
    replacedByHandOnly:
      itself &&
      statefulSet.spec?.podManagementPolicy !== "Parallel" &&
      (blocking.state === "NotReady" || blocking.state === "Pending"),
  };
}

/** The controller waits for a node that is not ready for as long as that takes: the pod keeps its identity. */
export function hasLastingTrouble({ waiting, claims }: StatefulIdentity): boolean {
  const reason = waiting?.reason;
  // A volume may take its time to be made; it is trouble once its provisioner complains.
  const unbound = waiting?.message?.includes("unbound immediate PersistentVolumeClaims") === true;
  if (unbound && claims.every(({ pendingReason }) => pendingReason === undefined)) return false;
  return isLasting(reason) || reason === "NodeNotReady" || reason === "FailedCreate";
}

export function whyNotDone({ state, ready, waiting }: StatefulIdentity): string {
  if (state === "Terminating") return "it is terminating";
  if (state === "Missing") {
    return waiting === undefined ? "it has not been created yet" : `it cannot be created: ${waiting.summary}`;
  }
  if (state === "Failed" || state === "Succeeded") return "it has ended and is about to be remade";
  if (ready) return "it is ready, but not yet for minReadySeconds";
  return waiting?.summary ?? "it is not ready";
}
