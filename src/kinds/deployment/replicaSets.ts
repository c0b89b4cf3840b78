import type { ReplicaSetFacts } from "../../explanation/deploymentFacts.ts";
import type { Deployment, Event, Pod, ReplicaSet } from "../../kube/objects.ts";
import { controlledBy, controllerOf } from "../../kube/ownership.ts";
import { textWithoutSecrets } from "../../rules/pods/secretLooking.ts";
import { templateWithoutSecrets } from "../../rules/pods/templateChanges.ts";
import { templatesEqualIgnoringHash } from "../../rules/pods/templateEquality.ts";
import type { ExplainOptions } from "../kind.ts";
import { changesByReplicaSet, revisionOf } from "./revisions.ts";

/** By UID, the oldest first. Upstream: pkg/controller/controller_utils.go#ReplicaSetsByCreationTimestamp */
export function ownedReplicaSets(
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
): readonly ReplicaSet[] {
  return controlledBy(replicaSets, deployment).toSorted(
    (a, b) => createdAt(a) - createdAt(b) || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
}

/**
 * The ReplicaSet that stands for the Deployment's template: the oldest owned one whose template is equal but for
 * the hash label. Not the newest, not that of the highest revision; undefined when there is none yet.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#FindNewReplicaSet (v1.36)
 * @param owned the oldest first
 */
export function currentReplicaSet(
  deployment: Deployment,
  owned: readonly ReplicaSet[],
): ReplicaSet | undefined {
  return owned.find(({ spec }) => templatesEqualIgnoringHash(spec?.template, deployment.spec?.template));
}

/** The pods of these ReplicaSets, each with the one that controls it. */
export function podsOf(
  owned: readonly ReplicaSet[],
  pods: readonly Pod[],
): readonly { readonly pod: Pod; readonly replicaSet: ReplicaSet }[] {
  const byUid = new Map(owned.map((replicaSet) => [replicaSet.metadata?.uid, replicaSet]));
  return pods.flatMap((pod) => {
    const uid = controllerOf(pod)?.uid;
    const replicaSet = uid === undefined ? undefined : byUid.get(uid);
    return replicaSet === undefined ? [] : [{ pod, replicaSet }];
  });
}

/** It is asked for more pods than it has. */
export function lacksPods({ spec, status }: ReplicaSet): boolean {
  return (status?.replicas ?? 0) < (spec?.replicas ?? 1);
}

/** The current one first, then by revision, the newest first. */
export function replicaSetFacts(
  owned: readonly ReplicaSet[],
  current: ReplicaSet | undefined,
  warnings: readonly Event[],
  { revision: wanted }: ExplainOptions,
): readonly ReplicaSetFacts[] {
  const changes = changesByReplicaSet(owned);
  return owned
    .map((replicaSet) => ({
      ...factsOf(replicaSet, replicaSet === current, warnings),
      ...changes.get(replicaSet),
      ...(wanted !== undefined &&
        revisionOf(replicaSet) === wanted &&
        replicaSet.spec?.template && { template: templateWithoutSecrets(replicaSet.spec.template) }),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current) || (b.revision ?? 0) - (a.revision ?? 0));
}

function factsOf(replicaSet: ReplicaSet, current: boolean, warnings: readonly Event[]): ReplicaSetFacts {
  const { metadata, spec, status } = replicaSet;
  const revision = revisionOf(replicaSet);
  const changeCause = metadata?.annotations?.["kubernetes.io/change-cause"];
  const failure = lacksPods(replicaSet) ? createFailure(replicaSet, warnings) : undefined;
  const { initContainers = [], containers = [] } = spec?.template?.spec ?? {};
  return {
    name: nameOf(replicaSet),
    ...(revision !== undefined && { revision }),
    current,
    replicas: spec?.replicas ?? 1,
    pods: status?.replicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
    images: [...new Set([...initContainers, ...containers].flatMap(({ image }) => image ?? []))],
    ...(changeCause !== undefined && { changeCause: textWithoutSecrets(changeCause) }),
    ...(metadata?.creationTimestamp !== undefined && { createdAt: metadata.creationTimestamp }),
    ...(failure && { createFailure: failure }),
  };
}

/** What the event recorder and the ReplicaSet's controller put before the API server's own words. */
const preamble = /^(\(combined from similar events\): )?(Error creating: )?/;

/**
 * The newest FailedCreate event, since the condition keeps the message of the first failure until a whole sync
 * has none; the condition where there is no event any more.
 *
 * Upstream: pkg/controller/replicaset/replica_set_utils.go#calculateStatus (v1.36)
 */
function createFailure(
  { metadata, status }: ReplicaSet,
  warnings: readonly Event[],
): ReplicaSetFacts["createFailure"] {
  const condition = status?.conditions?.find(
    ({ type, status: is }) => type === "ReplicaFailure" && is === "True",
  );
  if (condition === undefined) return undefined;
  const event = warnings.find(
    ({ involvedObject, reason }) => involvedObject.uid === metadata?.uid && reason === condition.reason,
  );
  return {
    reason: condition.reason ?? "ReplicaFailure",
    message: (event?.message ?? condition.message ?? "").replace(preamble, ""),
  };
}

function createdAt({ metadata }: ReplicaSet): number {
  return Date.parse(metadata?.creationTimestamp ?? "") || 0;
}

function nameOf({ metadata }: ReplicaSet): string {
  return metadata?.name ?? "";
}
