import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { Verdict, VerdictState } from "../../explanation/explanation.ts";
import type { NodePlacement } from "../../explanation/placement.ts";
import type { DaemonSet } from "../../kube/objects.ts";
import type { SnapshotSource } from "../../kube/snapshot.ts";
import { exclusionSentence } from "./exclusionSentence.ts";
import { isLasting } from "./updateBudget.ts";

/** The one or two sentences that a colleague would say, and the word that a script would act on. */
export function verdict(daemonSet: DaemonSet, facts: DaemonSetFacts, source: SnapshotSource): Verdict {
  const { namespace, name } = daemonSet.metadata ?? {};
  const subject = `DaemonSet ${namespace}/${name}`;
  const { placement } = facts;
  if (daemonSet.metadata?.deletionTimestamp !== undefined) return beingDeleted(subject, facts);
  if (placement.countsFrom !== "rules") return withoutCounts(subject, facts, source);

  const planned = daemonSet.metadata?.uid === undefined;
  const sentences = [
    `${subject}${planned ? ", as its manifest has it, " : " "}${mainClause(facts, planned)}.`,
    planned ? undefined : terminatingSentence(facts),
    exclusionSentence(placement, planned),
    planned ? undefined : rolloutSentence(facts),
  ];
  return {
    state: planned ? plannedState(facts) : stateOf(facts),
    sentence: sentences.filter((sentence) => sentence !== undefined).join(" "),
  };
}

/** Its controller does nothing any more but let the garbage collector take the pods. */
function beingDeleted(subject: string, { placement }: DaemonSetFacts): Verdict {
  const left = placement.nodes.filter(({ pod }) => pod !== undefined).length;
  const still = left === 0 ? "" : `; ${count(left, "node")} still ${left === 1 ? "has" : "have"} a pod of it`;
  return { state: "Progressing", sentence: `${subject} is being deleted${still}.` };
}

function withoutCounts(subject: string, { placement }: DaemonSetFacts, source: SnapshotSource): Verdict {
  const { countsFrom, ready, desired, unread } = placement;
  const what = `the ${unread?.resource ?? "nodes"} could not be read`;
  if (countsFrom === "none") {
    const isAlone = source.type === "manifest" && unread?.reason === "NotRecorded";
    const why = isAlone ? "a manifest alone does not say what nodes there are" : what;
    return { state: "Unknown", sentence: `On which nodes ${subject} would run cannot be told: ${why}.` };
  }
  const cannotTell = "which nodes lack a pod, and why, cannot be told";
  return {
    state: "Unknown",
    sentence: `${subject} is ready on ${ready} of ${desired} nodes, as its status has it; ${cannotTell}: ${what}.`,
  };
}

function mainClause({ placement, creationRefused }: DaemonSetFacts, planned: boolean): string {
  const { desired = 0, ready = 0, available = 0, nodes } = placement;
  const total = nodes.length;
  if (total === 0) return "has no node to run on: there are no nodes";
  if (desired === 0) {
    const run = planned ? "would" : "should";
    return total === 1 ? `${run} not run on the only node` : `${run} run on none of ${total} nodes`;
  }
  const where = desired === total ? allNodes(total) : `${desired} of ${total} nodes`;
  if (planned) return `would run on ${where}`;
  if (available === desired) return `runs and is ready on ${where}`;
  const trouble = troubleClause(nodes, creationRefused);
  return `is ${ready === available ? "ready" : "available"} on ${available} of the ${count(desired, "node")} that should run it${trouble && `: ${trouble}`}`;
}

/** `2 with a pod that is not ready (CrashLoopBackOff), 1 with a Pending pod (Insufficient cpu)`. */
function troubleClause(nodes: readonly NodePlacement[], refused: boolean): string {
  const troubles = new Map<string, number>();
  for (const { shouldRun, pod } of nodes) {
    if (shouldRun !== true || pod?.available === true) continue;
    const noPod = refused ? "without a pod, which could not be created" : "without a pod yet";
    const trouble = pod === undefined ? noPod : podTrouble(pod);
    troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
  }
  return [...troubles]
    .sort(([, a], [, b]) => b - a)
    .map(([trouble, times]) => `${times} ${trouble}`)
    .join(", ");
}

function podTrouble(pod: NonNullable<NodePlacement["pod"]>): string {
  if (pod.terminating) return "with a pod that is terminating";
  if (pod.ready) return "with a pod that is ready, but not yet for minReadySeconds";
  const { reason = "", summary = "" } = pod.waiting ?? {};
  if (pod.phase === "Failed")
    return reason === "Failed" ? "with a pod that failed" : `with a pod that failed (${reason})`;
  // The scheduler's own clause says more than `Unschedulable`; for a container its reason is the short word.
  const why = reason === "Unschedulable" ? summary : reason;
  const what = !pod.bound || pod.phase === "Pending" ? "with a Pending pod" : "with a pod that is not ready";
  return why === "" ? what : `${what} (${why})`;
}

/** Ready pods that are on their way out still count as available; those that are not are told with the trouble. */
function terminatingSentence({ placement: { nodes } }: DaemonSetFacts): string | undefined {
  const leaving = nodes.filter(
    ({ shouldRun, pod }) => shouldRun === true && pod?.available && pod.terminating,
  ).length;
  if (leaving === 0) return undefined;
  return `${leaving} of those pods ${leaving === 1 ? "is" : "are"} terminating.`;
}

function rolloutSentence({ rollout, placement }: DaemonSetFacts): string | undefined {
  const { phase, desired = 0, updated = 0, heldUpBy } = rollout;
  const [first] = heldUpBy;
  switch (phase) {
    case "Stuck":
      return `Its update is stuck at ${updated} of ${count(desired, "node")}${first ? `: ${holders(first.node, heldUpBy.length - 1)} it up` : ""}.`;
    case "WaitsForDeletion": {
      const old = placement.nodes.filter(({ shouldRun, pod }) => shouldRun && pod?.updated === false).length;
      if (old === 0) return undefined;
      return `${old} of ${count(desired, "node")} ${old === 1 ? "keeps" : "keep"} a pod of an older template until it is deleted by hand (OnDelete).`;
    }
    case "Progressing":
      return updated < desired && hasOldPods(placement.nodes)
        ? `Its update has reached ${updated} of ${count(desired, "node")}.`
        : undefined;
    case "NotObserved":
      return "The controller has not acted on the latest change of its spec yet.";
    default:
      return undefined;
  }
}

/** Without any, pods are missing, but nothing is being updated. */
function hasOldPods(nodes: readonly NodePlacement[]): boolean {
  return nodes.some(({ pod, otherPods = [] }) => [pod, ...otherPods].some((each) => each?.updated === false));
}

function holders(first: string, others: number): string {
  return others === 0 ? `${first} holds` : `${first} and ${others} more hold`;
}

function stateOf({ placement, rollout, creationRefused }: DaemonSetFacts): VerdictState {
  const { desired = 0, available = 0, nodes } = placement;
  if (rollout.phase === "Stuck") return "Blocked";
  if (desired === 0) return "Degraded";
  if (available < desired) {
    const lasting = nodes.some(
      ({ shouldRun, pod }) =>
        shouldRun === true && (pod?.phase === "Failed" || (pod?.waiting && isLasting(pod.waiting.reason))),
    );
    const refused = nodes.some(({ state }) => state === "Missing") && creationRefused;
    if (!lasting && !refused) return "Progressing";
    return available === 0 ? "Blocked" : "Degraded";
  }
  const isLeaving = nodes.some(({ shouldRun, pod }) => shouldRun === true && pod?.terminating === true);
  return rollout.phase === "Complete" && !isLeaving ? "Healthy" : "Progressing";
}

/** What it would do is known, how it would fare there is not. */
function plannedState({ placement }: DaemonSetFacts): VerdictState {
  return placement.desired === 0 ? "Degraded" : "Unknown";
}

const allNodes = (total: number): string => (total === 1 ? "the only node" : `all ${total} nodes`);

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
