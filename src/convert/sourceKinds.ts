import type { SourceKind } from "../explanation/conversion.ts";
import {
  daemonSets,
  deployments,
  pods,
  type ResourceType,
  replicaSets,
  replicationControllers,
  statefulSets,
} from "../kube/resources.ts";

/** A kind that can be converted, and what it is called. */
export interface SourceKindNames {
  readonly kind: SourceKind;
  readonly resource: ResourceType;
  readonly singular: string;
  readonly shortNames: readonly string[];
}

const named = (kind: SourceKind, resource: ResourceType, shortName: string): SourceKindNames => ({
  kind,
  resource,
  singular: kind.toLowerCase(),
  shortNames: [shortName],
});

export const sourceKinds: readonly SourceKindNames[] = [
  named("DaemonSet", daemonSets, "ds"),
  named("Deployment", deployments, "deploy"),
  named("Pod", pods, "po"),
  named("ReplicaSet", replicaSets, "rs"),
  named("ReplicationController", replicationControllers, "rc"),
  named("StatefulSet", statefulSets, "sts"),
];

/** Those that something can be converted to. */
export const targetKinds = sourceKinds.filter(({ kind }) =>
  ["DaemonSet", "Deployment", "StatefulSet"].includes(kind),
);
