import type { ReplicaSet } from "../../../src/kube/objects.ts";
import type { Moment } from "./differences.ts";
import type { Observation } from "./observe.ts";
import { isObserved } from "./state.ts";

const annotation = (replicaSet: ReplicaSet | undefined, name: string): number =>
  Number(replicaSet?.metadata?.annotations?.[`deployment.kubernetes.io/${name}`]);
const asked = ({ spec }: ReplicaSet): number => spec?.replicas ?? 1;
const has = ({ status }: ReplicaSet): number => status?.replicas ?? 0;
const sum = (replicaSets: readonly ReplicaSet[], count: (one: ReplicaSet) => number): number =>
  replicaSets.reduce((total, one) => total + count(one), 0);

/**
 * What the tool says of a Deployment that its controller has otherwise. The controller stamps its own choices on
 * what it writes: the current ReplicaSet gets the highest revision, every ReplicaSet that it scales gets
 * replicas + maxSurge as `max-replicas`.
 *
 * Upstream: pkg/controller/deployment/sync.go (v1.36)
 */
export function deploymentDifferences(
  observation: Observation<"Deployment">,
  { atRest, blockedFromComplete }: Moment,
): readonly string[] {
  const { state, explanation } = observation;
  const { phase } = explanation.facts.rollout;
  if (!isObserved(state.object))
    return phase === "NotObserved" ? [] : [`unobserved, but its phase is ${phase}`];
  return [
    ...currentDifferences(observation, atRest),
    ...surgeDifferences(observation),
    ...unavailableDifferences(observation),
    ...(atRest ? restDifferences(observation) : []),
    ...(atRest && blockedFromComplete ? blockedDifferences(observation) : []),
  ];
}

function currentDifferences(
  { state: { object, replicaSets, pods }, explanation }: Observation<"Deployment">,
  atRest: boolean,
): readonly string[] {
  const { currentReplicaSet: name } = explanation.facts.rollout;
  const current = replicaSets.find(({ metadata }) => metadata?.name === name);
  if (current === undefined) {
    // A sync that only scales makes none. At rest there is none for a new template while the Deployment is paused,
    // and while Recreate waits for old pods. The status then counts no updated pod.
    const waits = object.spec?.strategy?.type === "Recreate" && pods.length > 0;
    const expected =
      object.status?.updatedReplicas === undefined && (!atRest || waits || object.spec?.paused);
    return expected ? [] : ["the tool finds no current ReplicaSet"];
  }
  const [revision, highest] = [annotation(current, "revision"), highestRevision(replicaSets)];
  const found: string[] = [];
  if (revision !== highest) {
    found.push(`the tool takes ${name} for current, of revision ${revision}; the highest is ${highest}`);
  }
  if (!atRest) return found;
  const stamped = Number(object.metadata?.annotations?.["deployment.kubernetes.io/revision"]);
  if (revision !== stamped) found.push(`${name} is of revision ${revision}, the Deployment says ${stamped}`);
  const updated = object.status?.updatedReplicas ?? 0;
  if (updated !== has(current))
    found.push(`${name} has ${has(current)} pods, status counts ${updated} updated`);
  return found;
}

/** ReplicaSets whose annotations are of the present number of replicas; the controller renews others only as it scales. */
function surgeDifferences({
  state: { object, replicaSets },
  explanation,
}: Observation<"Deployment">): readonly string[] {
  const { replicas = 1 } = object.spec ?? {};
  const { strategy, maxSurge = 0 } = explanation.facts.rollout;
  const stamped = replicaSets.filter((one) => annotation(one, "desired-replicas") === replicas);
  const found = stamped
    .filter((one) => annotation(one, "max-replicas") !== replicas + maxSurge)
    .map(
      (one) =>
        `maxSurge is ${maxSurge} pods; ${one.metadata?.name} was given ${annotation(one, "max-replicas")} at most, of ${replicas}`,
    );
  const active = replicaSets.filter((one) => asked(one) > 0);
  const total = sum(active, asked);
  // While an annotation is of another number, a scaling is still to be done.
  if (
    strategy === "RollingUpdate" &&
    active.every((one) => stamped.includes(one)) &&
    total > replicas + maxSurge
  ) {
    found.push(`${total} pods are asked for, more than ${replicas} + maxSurge ${maxSurge}`);
  }
  return found;
}

/** Upstream: pkg/controller/deployment/sync.go#calculateStatus (v1.36), which counts and judges in one write */
function unavailableDifferences({
  state: { object },
  explanation,
}: Observation<"Deployment">): readonly string[] {
  const { replicas = 1 } = object.spec ?? {};
  const { maxUnavailable = 0 } = explanation.facts.rollout;
  const { availableReplicas = 0, conditions = [] } = object.status ?? {};
  const condition = conditions.find(({ type }) => type === "Available")?.status;
  if (condition === undefined) return [];
  return (condition === "True") === availableReplicas >= replicas - maxUnavailable
    ? []
    : [
        `maxUnavailable is ${maxUnavailable} pods; with ${availableReplicas} of ${replicas} Available is ${condition}`,
      ];
}

/** Nothing moves: whoever could step would have. */
function restDifferences({
  state: { object, replicaSets },
  explanation,
}: Observation<"Deployment">): readonly string[] {
  const { rollout } = explanation.facts;
  const current = replicaSets.find(({ metadata }) => metadata?.name === rollout.currentReplicaSet);
  const old = replicaSets.filter((one) => one !== current);
  const { replicas = 1 } = object.spec ?? {};
  const found: string[] = [];
  if (rollout.canStep === true) found.push("the tool says that the controller can step; it stands still");
  const rolledOut = (current ? has(current) : 0) >= replicas && sum(old, has) === 0;
  if (rollout.rolledOut !== rolledOut) {
    found.push(
      `rolledOut is ${rollout.rolledOut}; ${current ? has(current) : 0} new, ${sum(old, has)} old pods`,
    );
  }
  if (rollout.phase === "Complete" && ((current ? asked(current) : 0) !== replicas || sum(old, asked) > 0)) {
    found.push(
      `complete, but ${current ? asked(current) : 0} new and ${sum(old, asked)} old pods are asked for`,
    );
  }
  return found;
}

/**
 * A complete rollout was followed by a template whose pods never become available: the controller takes as many
 * old pods away as may be unavailable, and makes as many new ones as the surge then leaves room for.
 */
function blockedDifferences({
  state: { object, replicaSets },
  explanation,
}: Observation<"Deployment">): readonly string[] {
  const { strategy, maxSurge = 0, maxUnavailable = 0, currentReplicaSet } = explanation.facts.rollout;
  if (strategy === "Recreate") return [];
  const { replicas = 1 } = object.spec ?? {};
  const expected = { old: replicas - maxUnavailable, new: Math.min(replicas, maxSurge + maxUnavailable) };
  const isNew = ({ metadata }: ReplicaSet) => metadata?.name === currentReplicaSet;
  const real = {
    old: sum(
      replicaSets.filter((one) => !isNew(one)),
      asked,
    ),
    new: sum(replicaSets.filter(isNew), asked),
  };
  if (real.old === expected.old && real.new === expected.new) return [];
  return [
    `surge ${maxSurge} and unavailable ${maxUnavailable} of ${replicas} would stop at ${expected.old} old and ` +
      `${expected.new} new pods; the controller stopped at ${real.old} and ${real.new}`,
  ];
}

function highestRevision(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(...replicaSets.map((one) => annotation(one, "revision") || 0));
}
