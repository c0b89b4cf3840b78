import type { DeploymentFacts, RolloutObstacle } from "../../explanation/deploymentFacts.ts";
import type { Verdict, VerdictState } from "../../explanation/explanation.ts";
import type { Deployment } from "../../kube/objects.ts";
import { isLasting } from "../../rules/pods/lasting.ts";
import { isActive, isGone } from "./pods.ts";
import { troubleClause } from "./troubleClause.ts";

/** The one or two sentences that a colleague would say, and the word that a script would act on. */
export function verdict(deployment: Deployment, facts: DeploymentFacts): Verdict {
  const { namespace, name, uid, deletionTimestamp } = deployment.metadata ?? {};
  const subject = `Deployment ${namespace}/${name}`;
  const { desired } = facts.pods;
  if (uid === undefined) {
    return {
      state: "Unknown",
      sentence: `${subject}, not applied yet, asks for ${count(desired, "pod")}.`,
    };
  }
  if (deletionTimestamp !== undefined) {
    const left = (facts.pods.items ?? []).filter((pod) => !isGone(pod)).length;
    const still = left === 0 ? "" : `; ${count(left, "pod")} of it ${left === 1 ? "is" : "are"} still there`;
    return { state: "Progressing", sentence: `${subject} is being deleted${still}.` };
  }
  const state = stateOf(facts);
  return { state, sentence: `${subject} ${mainClause(facts, state)}.${waitSentence(facts)}` };
}

function mainClause(facts: DeploymentFacts, state: VerdictState): string {
  const { rollout, pods, replicaSets, conditions } = facts;
  const { desired, available = 0, items } = pods;
  if (rollout.replicaSetRefused !== undefined) {
    return `has ${available} of ${count(desired, "pod")} available, and no ReplicaSet for its current template, which the API server refuses`;
  }
  const ofOld = isAllOld(facts) ? " of an older one" : "";
  const onNew = `${updatedOf(facts)} of its current template, ${available}${ofOld} ${areIs(available)} available`;
  switch (rollout.phase) {
    case "Complete":
      return desired === 0
        ? "is scaled to 0 and runs no pods"
        : `is available, ${available} of ${desired}${nodesClause(facts)}`;
    case "Paused":
      if (items !== undefined && replicaSets.length === 0) {
        return "was created paused: it gets no pod until somebody resumes it";
      }
      return rollout.rolledOut
        ? `is paused, with ${available} of ${count(desired, "pod")} available`
        : `is paused in the middle of a change: ${onNew}`;
    case "DeadlineExceeded":
      return `has made no progress for longer than its progressDeadlineSeconds (${rollout.progressDeadlineSeconds} s): ${onNew}`;
    case "Progressing": {
      if (isRolling(facts))
        return `${state === "Blocked" ? "is stuck rolling out" : "is rolling out"}: ${onNew}`;
      const trouble = troubleClause(facts);
      return `has ${available} of ${count(desired, "pod")} available${trouble && `: ${trouble}`}`;
    }
    case "NotObserved":
      return conditions.length === 0
        ? "is new: its controller has not acted on it yet"
        : `has ${available} of ${count(desired, "pod")} available, but its controller has not acted on its latest change yet`;
    case "Unknown":
      return `wants ${count(desired, "pod")}`;
  }
}

/** What serves has nothing of the change: said next to the pods that have it, `1 is available` would be taken for theirs. */
function isAllOld({ pods: { items = [] }, rollout: { currentReplicaSet } }: DeploymentFacts): boolean {
  const available = items.filter((pod) => pod.available);
  return (
    currentReplicaSet !== undefined &&
    available.length > 0 &&
    available.every(({ replicaSet }) => replicaSet !== currentReplicaSet)
  );
}

/** Pods of two templates are there, or the new ones cannot begin. Otherwise pods are only missing or failing. */
function isRolling({ pods, rollout, replicaSets }: DeploymentFacts): boolean {
  const { current = 0, updated = 0, desired } = pods;
  if (current > updated) return true;
  if (rollout.currentReplicaSet === undefined) return replicaSets.length > 0;
  return updated === 0 && desired > 0 && rollout.heldUpBy.length > 0;
}

function waitSentence(facts: DeploymentFacts): string {
  const { rollout, replicaSets } = facts;
  if (rollout.phase === "DeadlineExceeded" || (rollout.phase === "Progressing" && isRolling(facts))) {
    if (rollout.obstacle?.reason === "NoNode") return noNodeSentence(rollout.obstacle);
    if (rollout.obstacle?.reason === "OldPodsStay") return oldPodsSentence(rollout.obstacle);
    const [first, ...more] = rollout.heldUpBy;
    const current = replicaSets.find((replicaSet) => replicaSet.current);
    const others = more.length === 0 ? "" : ` and ${count(more.length, "more pod")}`;
    if (first !== undefined) return ` It waits for ${first.pod} (${first.reason})${others}.`;
    if (current?.createFailure) return ` Its pods cannot be created: ${current.createFailure.message}.`;
  }
  if (rollout.phase === "Paused" && rollout.rolledOut !== true && replicaSets.length > 0) {
    return " Its rollout waits until somebody resumes it.";
  }
  return "";
}

function noNodeSentence({ pods }: RolloutObstacle): string {
  return ` Each pod needs a node of its own, and every node that could run ${pods[0]} has one already.`;
}

function oldPodsSentence({ pods: [first, ...more], message }: RolloutObstacle): string {
  return ` It waits for ${first} (${message})${more.length === 0 ? "" : ` and ${count(more.length, "more pod")}`}.`;
}

function stateOf({ rollout, pods, replicaSets }: DeploymentFacts): VerdictState {
  const { phase, rolledOut } = rollout;
  const failure = replicaSets.some(({ createFailure }) => createFailure !== undefined);
  const unavailable = (pods.items ?? []).filter((pod) => isActive(pod) && !pod.available);
  if (rollout.replicaSetRefused !== undefined) return "Blocked";
  const lasting = failure || unavailable.some(({ waiting }) => isLasting(waiting?.reason));
  switch (phase) {
    case "Complete":
      return "Healthy";
    case "DeadlineExceeded":
      return "Blocked";
    case "Paused":
      if (rolledOut !== true) return "Blocked";
      return (pods.available ?? 0) >= pods.desired ? "Healthy" : lasting ? "Degraded" : "Progressing";
    case "Progressing":
      if (rollout.obstacle !== undefined) return "Blocked";
      return lasting && (pods.available ?? 0) < pods.desired ? "Degraded" : "Progressing";
    default:
      return "Progressing";
  }
}

/** `1 of 3 pods is`. */
function updatedOf({ pods: { desired, updated = 0 } }: DeploymentFacts): string {
  return `${updated} of ${count(desired, "pod")} ${areIs(desired === 1 ? 1 : updated)}`;
}

function areIs(number: number): string {
  return number === 1 ? "is" : "are";
}

function nodesClause({ pods: { items = [] } }: DeploymentFacts): string {
  const nodes = new Set(items.filter(isActive).flatMap(({ node }) => node ?? []));
  if (nodes.size === 0) return "";
  return nodes.size === 1 ? `, on ${[...nodes][0]}` : `, on ${nodes.size} nodes`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
