import type { DeploymentPod, DeploymentPods } from "../../explanation/deploymentFacts.ts";
import type { Deployment, Pod, ReplicaSet } from "../../kube/objects.ts";
import { observePod, type PodObserver } from "../../rules/pods/observedPod.ts";
import { podsOf } from "./replicaSets.ts";

/** The controller's counts, none before it has written any. */
export function podCounts({ spec, status }: Deployment): Omit<DeploymentPods, "items"> {
  const desired = spec?.replicas ?? 1;
  if (status?.observedGeneration === undefined) return { countsFrom: "none", desired };
  return {
    countsFrom: "status",
    desired,
    current: status.replicas ?? 0,
    updated: status.updatedReplicas ?? 0,
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    unavailable: status.unavailableReplicas ?? 0,
  };
}

/** @param current the current ReplicaSet, if there is one */
export function deploymentPods(
  owned: readonly ReplicaSet[],
  current: ReplicaSet | undefined,
  pods: readonly Pod[],
  observer: PodObserver,
): readonly DeploymentPod[] {
  return podsOf(owned, pods)
    .map(({ pod, replicaSet }): DeploymentPod => {
      return {
        ...observePod(pod, observer),
        replicaSet: replicaSet.metadata?.name ?? "",
        updated: replicaSet === current,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** It has ended, and only its object is left. Upstream: pkg/api/v1/pod/util.go#IsPodTerminal */
export function isGone({ phase }: Pick<DeploymentPod, "phase">): boolean {
  return phase === "Failed" || phase === "Succeeded";
}

/** What Recreate waits for, terminating or not. Upstream: pkg/controller/deployment/recreate.go#oldPodsRunning (v1.36) */
export function oldPods(
  pods: readonly DeploymentPod[],
  current: string | undefined,
): readonly DeploymentPod[] {
  return pods.filter((pod) => pod.replicaSet !== current && !isGone(pod));
}

/** What a ReplicaSet counts as its pods. Upstream: pkg/controller/controller_utils.go#IsPodActive (v1.36) */
export function isActive(pod: Pick<DeploymentPod, "phase" | "terminating">): boolean {
  return !isGone(pod) && !pod.terminating;
}

/** Undefined for an available pod that stays. */
export function whyUnavailable({
  terminating,
  available,
  ready,
  waiting,
}: DeploymentPod): string | undefined {
  if (terminating) return "it is terminating";
  if (available) return undefined;
  if (ready) return "it is ready, but not yet for minReadySeconds";
  return waiting?.summary ?? "it is not ready";
}
