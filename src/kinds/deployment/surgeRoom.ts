import type { DeploymentPods, SurgeRoom } from "../../explanation/deploymentFacts.ts";
import type { Deployment, Node, ResourceQuota } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { nodes, resourceQuotas } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { quotaRoom } from "../../rules/quota/quotaRoom.ts";
import { eligibleNodes } from "../../rules/scheduling/eligibleNodes.ts";
import { ownNodeOf } from "../../rules/scheduling/ownNode.ts";
import { budgetOf } from "./budget.ts";
import { isGone, podCounts } from "./pods.ts";

/** What tells whether a surge has room: quotas before one, and nodes where every pod needs one of its own. */
export function surgeReads(deployment: Deployment): readonly Read[] {
  const namespace = deployment.metadata?.namespace ?? "";
  return [
    ...(surgesNext(deployment, podCounts(deployment)) ? [{ resource: resourceQuotas, namespace }] : []),
    ...(needsFreeNode(deployment) ? [{ resource: nodes }] : []),
  ];
}

/** Undefined unless the next rolling update would surge, and none does now. */
export function surgeRoomOf(
  deployment: Deployment,
  pods: DeploymentPods,
  snapshot: Snapshot,
): SurgeRoom | undefined {
  const spec = deployment.spec?.template.spec;
  // The quota still counts a pod that is terminating.
  const isSettled = !(pods.items ?? []).some(({ terminating }) => terminating);
  if (spec === undefined || !isSettled || !surgesNext(deployment, pods)) return undefined;
  const quotas = objectsOf<ResourceQuota>(snapshot, resourceQuotas, deployment.metadata?.namespace);
  const ownNode = ownNodeOf(deployment);
  return {
    pods: surgeOf(deployment),
    quotas: quotaRoom(quotas, spec),
    ...(ownNode && { ownNode: { ...ownNode, ...nodeCounts(nodesForSurge(deployment, snapshot), pods) } }),
  };
}

function nodeCounts(
  eligible: readonly Node[] | undefined,
  { items }: DeploymentPods,
): Pick<NonNullable<SurgeRoom["ownNode"]>, "eligibleNodes" | "freeNodes"> {
  if (eligible === undefined) return {};
  if (items === undefined) return { eligibleNodes: eligible.length };
  const taken = new Set(items.filter((pod) => !isGone(pod)).map(({ node }) => node));
  const free = eligible.filter(({ metadata }) => !taken.has(metadata?.name));
  return { eligibleNodes: eligible.length, freeNodes: free.length };
}

/** Where a surge pod that needs a node without another of them could run; undefined where nodes were not read. */
export function nodesForSurge(deployment: Deployment, snapshot: Snapshot): readonly Node[] | undefined {
  if (!needsFreeNode(deployment)) return undefined;
  const result = resultOf(snapshot, { resource: nodes });
  if (result?.objects === undefined || result.incomplete !== undefined) return undefined;
  return eligibleNodes(result.objects as readonly Node[], deployment.spec?.template.spec);
}

/** No old pod may go before a new one is available, and no two of them run on one node. */
function needsFreeNode(deployment: Deployment): boolean {
  const { maxUnavailable } = budgetOf(deployment, desiredOf(deployment)) ?? {};
  return surgeOf(deployment) > 0 && maxUnavailable === 0 && ownNodeOf(deployment) !== undefined;
}

/** Pods beyond `desired` that a rolling update may make: none where there is nothing to update. */
function surgeOf(deployment: Deployment): number {
  const desired = desiredOf(deployment);
  return desired === 0 ? 0 : (budgetOf(deployment, desired)?.maxSurge ?? 0);
}

/** All pods are of the current template, and there are just as many as it wants. */
function surgesNext(deployment: Deployment, pods: Pick<DeploymentPods, "current" | "updated">): boolean {
  const { metadata, status } = deployment;
  const desired = desiredOf(deployment);
  return (
    surgeOf(deployment) > 0 &&
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    pods.current === desired &&
    pods.updated === desired
  );
}

function desiredOf({ spec }: Deployment): number {
  return spec?.replicas ?? 1;
}
