import type {
  DeploymentPod,
  DeploymentPods,
  DeploymentRollout,
  ReplicaSetFacts,
  RolloutObstacle,
} from "../../explanation/deploymentFacts.ts";
import type { Deployment, Node, Pod } from "../../kube/objects.ts";
import { isLasting } from "../../rules/pods/lasting.ts";
import { isGone, oldPods, whyUnavailable } from "./pods.ts";

export interface ObstacleInput {
  readonly deployment: Deployment;
  readonly rollout: Omit<DeploymentRollout, "obstacle">;
  readonly replicaSets: readonly ReplicaSetFacts[];
  readonly pods: DeploymentPods;
  /** The pods as they were read, of any owner. */
  readonly podObjects: readonly Pod[];
  /** Where a pod that needs a node of its own could run; absent when pods do not need one, or nodes were not read. */
  readonly nodesForSurge?: readonly Node[];
  /** RFC 3339. */
  readonly now: string;
}

/**
 * Why the rollout stays where it is until somebody acts: the controller has no step left, and what it waits for does
 * not come by waiting. Undefined while something moves, and once the rollout was complete: what fails afterwards
 * is no matter of a rollout.
 */
export function obstacleOf(input: ObstacleInput): RolloutObstacle | undefined {
  const { deployment, rollout, replicaSets } = input;
  if (rollout.canStep !== false || wasComplete(deployment, rollout.currentReplicaSet)) return undefined;
  const items = input.pods.items ?? [];
  const overdue = overduePods(input);
  if (rollout.strategy === "Recreate") {
    const old = oldPods(items, rollout.currentReplicaSet);
    if (old.length > 0) return oldPodsStay(old, overdue);
  }
  const names = new Set(rollout.heldUpBy.map(({ pod }) => pod));
  const heldUp = items.filter(({ name }) => names.has(name));
  const moves = items.some(({ name, terminating }) => terminating && !overdue.has(name));
  if (!heldUp.every(({ waiting }) => isStuck(waiting?.reason, moves))) return undefined;

  const [first] = heldUp;
  if (first !== undefined) {
    const reason = hasNoNode(input, heldUp) ? "NoNode" : "PodsFail";
    return { reason, message: whyUnavailable(first) ?? "", pods: [...names] };
  }
  const failure = replicaSets.find(({ current }) => current)?.createFailure;
  // What a pod that is terminating takes of a quota is free once it is gone.
  return failure === undefined || moves
    ? undefined
    : { reason: "CreateRefused", message: failure.message, pods: [] };
}

/**
 * The rollout to the current ReplicaSet reached its end once. Recreate leaves the condition of the ReplicaSet before
 * in place while it waits for that one's pods, so the name decides.
 *
 * Upstream: pkg/controller/deployment/progress.go#syncRolloutStatus (v1.36)
 */
function wasComplete({ status }: Deployment, current: string | undefined): boolean {
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  return (
    progressing?.reason === "NewReplicaSetAvailable" &&
    current !== undefined &&
    (progressing.message ?? "").includes(`"${current}"`)
  );
}

/** What the scheduler finds no room for may find some once a pod that is terminating is gone. */
function isStuck(reason: string | undefined, moves: boolean): boolean {
  return isLasting(reason) && !(moves && reason === "Unschedulable");
}

/** Every node that could run a new pod has one, and an old pod is among those that could make room. */
function hasNoNode(
  { nodesForSurge, pods, rollout }: ObstacleInput,
  heldUp: readonly DeploymentPod[],
): boolean {
  if (nodesForSurge === undefined || heldUp.some(({ bound }) => bound)) return false;
  const items = (pods.items ?? []).filter((pod) => !isGone(pod));
  const taken = new Set(items.map(({ node }) => node));
  const eligible = new Set(nodesForSurge.map(({ metadata }) => metadata?.name));
  const inTheWay = oldPods(items, rollout.currentReplicaSet).some(({ node }) => eligible.has(node));
  return inTheWay && [...eligible].every((name) => taken.has(name));
}

/** A kubelet ends a pod when its grace period is over, and cleans up in seconds. */
const cleanUpSeconds = 60;

/** Why each pod is still there that should have ended: deletionTimestamp is when its grace period is over. */
function overduePods({ podObjects, now }: ObstacleInput): ReadonlyMap<string, string> {
  return new Map(
    podObjects.flatMap(({ metadata }): [string, string][] => {
      const { name = "", deletionTimestamp, finalizers = [] } = metadata ?? {};
      if (deletionTimestamp === undefined) return [];
      if (Date.parse(deletionTimestamp) + cleanUpSeconds * 1000 > Date.parse(now)) return [];
      const why =
        finalizers.length > 0
          ? `its finalizers keep it: ${finalizers.join(", ")}`
          : `its grace period was over at ${deletionTimestamp}`;
      return [[name, `it is terminating, and ${why}`]];
    }),
  );
}

function oldPodsStay(
  old: readonly DeploymentPod[],
  overdue: ReadonlyMap<string, string>,
): RolloutObstacle | undefined {
  const staying = old.map(({ name }) => name).filter((name) => overdue.has(name));
  const [first] = staying;
  if (first === undefined) return undefined;
  return { reason: "OldPodsStay", message: overdue.get(first) ?? "", pods: staying };
}
