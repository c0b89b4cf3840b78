import type {
  StatefulIdentity,
  StatefulSetPods,
  StatefulSetRollout,
} from "../../explanation/statefulSetFacts.ts";
import type { StatefulSet } from "../../kube/objects.ts";
import { holdUpOf, outdatedOrdinals } from "./holdUp.ts";

/** Where the update to the current template stands, and which ordinal the others wait for. */
export function rolloutOf(
  statefulSet: StatefulSet,
  identities: readonly StatefulIdentity[],
  condemned: readonly StatefulIdentity[],
  pods: StatefulSetPods,
): StatefulSetRollout {
  const { spec, status } = statefulSet;
  const strategy = spec?.updateStrategy?.type === "OnDelete" ? "OnDelete" : "RollingUpdate";
  const { partition = 0, maxUnavailable } = spec?.updateStrategy?.rollingUpdate ?? {};
  const outdated =
    pods.countsFrom === "pods"
      ? outdatedOrdinals(statefulSet, identities).length
      : pods.desired - partition - (pods.updated ?? 0);
  const toUpdate = strategy === "OnDelete" ? pods.desired : Math.max(0, pods.desired - partition);
  const toDelete = strategy === "OnDelete" ? podsToDelete(identities, pods) : 0;
  const phase = phaseOf(statefulSet, pods, toDelete, outdated);
  // Until the controller has seen the latest template its status names the revisions before; and for one that is
  // being deleted it does nothing but write the status.
  const acts = phase !== "NotObserved" && statefulSet.metadata?.deletionTimestamp === undefined;
  const heldUpBy =
    acts && pods.countsFrom === "pods" ? holdUpOf({ statefulSet, identities, condemned }) : undefined;
  return {
    strategy,
    podManagementPolicy: spec?.podManagementPolicy === "Parallel" ? "Parallel" : "OrderedReady",
    phase,
    ...(strategy === "RollingUpdate" && { partition }),
    ...(isPartitionUnset(statefulSet) && ({ partitionUnset: true } as const)),
    toUpdate,
    updated: updatedOf(identities, pods, toUpdate),
    ...(maxUnavailable !== undefined && { maxUnavailableSpec: maxUnavailable }),
    minReadySeconds: spec?.minReadySeconds ?? 0,
    ...(status?.currentRevision !== undefined && { currentRevision: status.currentRevision }),
    ...(status?.updateRevision !== undefined && { updateRevision: status.updateRevision }),
    ...(heldUpBy && { heldUpBy }),
  };
}

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#isCurrentRevisionNeeded (v1.36) */
function isPartitionUnset({ spec }: StatefulSet): boolean {
  return spec?.updateStrategy?.type === "RollingUpdate" && spec.updateStrategy.rollingUpdate === undefined;
}

/** Pods below the partition may be of the current template as well, if they never were of another. */
function updatedOf(identities: readonly StatefulIdentity[], pods: StatefulSetPods, toUpdate: number): number {
  if (pods.countsFrom !== "pods") return Math.min(pods.updated ?? 0, toUpdate);
  const above = identities.slice(identities.length - toUpdate);
  return above.filter(({ revision }) => revision === "Update").length;
}

/** Pods of older templates that wait for somebody to delete them. */
export function podsToDelete(
  identities: readonly StatefulIdentity[],
  { countsFrom, desired, updated = 0 }: StatefulSetPods,
): number {
  if (countsFrom !== "pods") return desired - updated;
  return identities.filter(
    ({ state, revision }) => state !== "Terminating" && (revision === "Current" || revision === "Other"),
  ).length;
}

/**
 * Complete when every ordinal is available, none is left to delete, and as many are of the current template as the
 * partition lets through. Unequal revisions in the status alone say nothing: with a partition they stay so.
 *
 * Upstream: kubectl pkg/polymorphichelpers/rollout_status.go#StatefulSetStatusViewer.Status (v1.36), which does
 * not ask for condemned pods and minReadySeconds
 */
function phaseOf(
  { metadata, status }: StatefulSet,
  { countsFrom, desired, current = 0, available = 0, updated = 0 }: StatefulSetPods,
  toDelete: number,
  outdated: number,
): StatefulSetRollout["phase"] {
  if (metadata?.uid === undefined) return "Unknown";
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0)) return "NotObserved";
  if (countsFrom === "none") return "Unknown";
  if (toDelete > 0) return "WaitsForDeletion";
  if (available < desired || current > desired || outdated > 0) return "Progressing";
  return updated < desired ? "Partitioned" : "Complete";
}
