import type { Deployment, Pod, StatefulSet } from "../../src/kube/objects.ts";

/** A change after which no node of the cluster takes the pods. */
export const nvmeOnly = { spec: { template: { spec: { nodeSelector: { disk: "nvme" } } } } };

/** It has a node, and its container has that image. */
export function isBoundWith(image: string): (pod: Pod) => boolean {
  return ({ metadata, spec }) => {
    const isThere = metadata?.deletionTimestamp === undefined && spec?.nodeName !== undefined;
    return isThere && spec.containers?.[0]?.image === image;
  };
}

export function isUnschedulable({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(({ reason }) => reason === "Unschedulable");
}

/** All of them are of the current template and available, and none is left over. */
export function isComplete(desired: number) {
  return (status: NonNullable<Deployment["status"] | StatefulSet["status"]>): boolean => {
    const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
    return [replicas, updatedReplicas, availableReplicas].every((count) => count === desired);
  };
}

/** Of four pods with 25% and 25%: two are new and do not run, three are old. */
export function isHeldUp(status: NonNullable<Deployment["status"]>): boolean {
  const { replicas, updatedReplicas, availableReplicas } = status;
  return replicas === 5 && updatedReplicas === 2 && availableReplicas === 3;
}
