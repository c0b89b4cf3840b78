import type {
  DeploymentFacts,
  DeploymentPod,
  ReplicaSetFacts,
  RolloutObstacle,
} from "../../src/explanation/deploymentFacts.ts";
import { web } from "./healthy.ts";

export const imagePull = "container web: ImagePullBackOff";

/** A pod of the new template that does not start. */
export const newPod: DeploymentPod = {
  name: "web-5d4f7c-d",
  replicaSet: "web-5d4f7c",
  node: "node-4",
  phase: "Pending",
  bound: true,
  ready: false,
  available: false,
  updated: true,
  terminating: false,
  restarts: 0,
  waiting: { reason: "ImagePullBackOff", summary: imagePull },
};

export const podsFail: RolloutObstacle = { reason: "PodsFail", message: imagePull, pods: [newPod.name] };

/**
 * Deployment shop/web while it rolls out: the first pod of revision 2 is starting, and the three of revision 1 serve.
 */
export function rollingOut(
  rollout: Partial<DeploymentFacts["rollout"]> = {},
  replicaSets: { readonly current?: Partial<ReplicaSetFacts>; readonly old?: Partial<ReplicaSetFacts> } = {},
) {
  return web((facts) => ({
    replicaSets: facts.replicaSets.map((replicaSet) =>
      replicaSet.current
        ? { ...replicaSet, replicas: 1, pods: 1, ready: 0, available: 0, ...replicaSets.current }
        : { ...replicaSet, replicas: 3, pods: 3, ready: 3, available: 3, ...replicaSets.old },
    ),
    rollout: {
      ...facts.rollout,
      phase: "Progressing",
      rolledOut: false,
      canStep: false,
      heldUpBy: [{ pod: newPod.name, reason: imagePull }],
      ...rollout,
    },
    pods: { ...facts.pods, current: 4, updated: 1, unavailable: 1, items: [newPod] },
    conditions: [
      { type: "Available", status: "True", reason: "MinimumReplicasAvailable" },
      rollout.phase === "DeadlineExceeded"
        ? { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }
        : { type: "Progressing", status: "True", reason: "ReplicaSetUpdated" },
    ],
  }));
}
