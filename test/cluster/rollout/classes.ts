import type { StatefulSet } from "../../../src/kube/objects.ts";
import type { Coverage } from "./coverage.ts";
import type { AnyObservation, Judgement, Moment } from "./differences.ts";

/** What a whole run must have met, at least: a third of the least that was met in several runs, or less. */
export const minimum = {
  "Deployment compared while it moves": 75,
  "Deployment compared at rest": 100,
  "StatefulSet compared while it moves": 80,
  "StatefulSet compared at rest": 36,
  "DaemonSet compared while it moves": 7,
  "DaemonSet compared at rest": 10,
  "kubectl asked of the same state while it moves": 120,
  "kubectl asked of the same state at rest": 150,

  "Deployment is Complete": 95,
  "Deployment is Progressing": 40,
  "Deployment is Paused": 25,
  "Deployment is DeadlineExceeded": 5,
  "Deployment is NotObserved": 1,
  "current ReplicaSet is not the newest": 10,
  "current ReplicaSet is the older of two of one template": 5,
  "no current ReplicaSet": 5,
  "three ReplicaSets with pods": 1,
  "budget from a percentage": 100,
  "both percentages come to 0": 10,
  "stopped exactly where the budget ends": 2,
  "cannot step, at rest, RollingUpdate": 15,
  "cannot step, at rest, Recreate": 4,
  "cannot step while it moves, and stood still": 15,

  "StatefulSet is Complete": 60,
  "StatefulSet is Partitioned": 3,
  "StatefulSet is Partitioned, from ordinals.start on": 1,
  "StatefulSet is Progressing": 40,
  "StatefulSet is WaitsForDeletion": 2,
  "DaemonSet is Complete": 10,
  "DaemonSet is Progressing or Stuck": 1,

  "kubectl differs: Paused": 20,
  "kubectl differs: OnDelete": 15,
  "kubectl differs: pods of ordinals that it should not have": 1,
  "kubectl differs: terminating pods": 1,
  "kubectl differs: minReadySeconds": 1,
} as const;

export type Class = keyof typeof minimum;

export function countObservation(
  coverage: Coverage<Class>,
  observation: AnyObservation,
  { exceptions }: Judgement,
  { atRest, blockedFromComplete }: Moment,
): void {
  const when = atRest ? "at rest" : "while it moves";
  coverage.count(`${observation.kind} compared ${when}`);
  if (observation.kubectl !== undefined) coverage.count(`kubectl asked of the same state ${when}`);
  for (const name of exceptions) {
    const thing: string = `kubectl differs: ${name}`;
    if (isClass(thing)) coverage.count(thing);
  }
  const phase: string = `${observation.kind} is ${observation.explanation.facts.rollout.phase}`;
  if (isClass(phase)) coverage.count(phase);
  if (observation.kind === "DaemonSet" && /Progressing|Stuck/.test(phase)) {
    coverage.count("DaemonSet is Progressing or Stuck");
  }
  if (phase === "StatefulSet is Partitioned" && startOf(observation) > 0) {
    coverage.count("StatefulSet is Partitioned, from ordinals.start on");
  }
  if (observation.kind === "Deployment")
    countDeployment(coverage, observation, atRest && blockedFromComplete);
}

function countDeployment(
  coverage: Coverage<Class>,
  { state: { replicaSets }, explanation }: Extract<AnyObservation, { kind: "Deployment" }>,
  blocked: boolean,
): void {
  const { strategy, phase, currentReplicaSet, maxSurge, maxUnavailable, ...rollout } =
    explanation.facts.rollout;
  const { maxSurgeSpec, maxUnavailableSpec } = rollout;
  if (currentReplicaSet === undefined && phase === "Paused") coverage.count("no current ReplicaSet");
  if (
    currentReplicaSet?.endsWith("-older") &&
    replicaSets.some(({ metadata }) => metadata?.name?.endsWith("-younger"))
  ) {
    coverage.count("current ReplicaSet is the older of two of one template");
  }
  if (replicaSets.at(-1)?.metadata?.name !== currentReplicaSet && currentReplicaSet !== undefined) {
    coverage.count("current ReplicaSet is not the newest");
  }
  if (replicaSets.filter(({ spec }) => (spec?.replicas ?? 1) > 0).length > 2) {
    coverage.count("three ReplicaSets with pods");
  }
  const percentages = [maxSurgeSpec, maxUnavailableSpec].filter((amount) => typeof amount === "string");
  if (percentages.length > 0) coverage.count("budget from a percentage");
  if (maxSurge === 0 && maxUnavailable === 1 && maxUnavailableSpec !== 1) {
    coverage.count("both percentages come to 0");
  }
  if (blocked && strategy === "RollingUpdate") coverage.count("stopped exactly where the budget ends");
}

/** The lowest ordinal, where there are ordinals. */
function startOf({ kind, state: { object } }: AnyObservation): number {
  return kind === "StatefulSet" ? ((object as StatefulSet).spec?.ordinals?.start ?? 0) : 0;
}

function isClass(thing: string): thing is Class {
  return thing in minimum;
}
