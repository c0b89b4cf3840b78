import type { ReplicaSetFacts } from "../../explanation/deploymentFacts.ts";
import type { ReplicaSet } from "../../kube/objects.ts";
import { templateChanges } from "../../rules/pods/templateChanges.ts";

/** The annotation that the controller numbers ReplicaSets with; undefined where it has not yet. */
export function revisionOf({ metadata }: ReplicaSet): number | undefined {
  const revision = Number.parseInt(metadata?.annotations?.["deployment.kubernetes.io/revision"] ?? "", 10);
  return Number.isNaN(revision) ? undefined : revision;
}

/**
 * What each revision changed: against the next lower one that is still there. A rollback gives an old ReplicaSet a
 * new number, so it is compared with what it replaced; what the history limit has deleted is passed over.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#SetNewReplicaSetAnnotations (v1.36)
 */
export function changesByReplicaSet(
  owned: readonly ReplicaSet[],
): ReadonlyMap<ReplicaSet, Pick<ReplicaSetFacts, "changes" | "changedSince">> {
  const numbered = owned
    .flatMap((replicaSet) => {
      const revision = revisionOf(replicaSet);
      return revision === undefined ? [] : [{ replicaSet, revision }];
    })
    .toSorted((a, b) => a.revision - b.revision);
  return new Map(
    numbered.flatMap(({ replicaSet, revision }) => {
      const before = numbered.findLast((other) => other.revision < revision);
      if (before === undefined) return [];
      const changes = templateChanges(before.replicaSet.spec?.template, replicaSet.spec?.template);
      return [[replicaSet, { changes, changedSince: before.revision }]];
    }),
  );
}
