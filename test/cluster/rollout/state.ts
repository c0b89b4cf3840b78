import type {
  DaemonSet,
  Deployment,
  KubeObject,
  Pod,
  ReplicaSet,
  StatefulSet,
} from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import type { RolloutKind } from "./rolloutKind.ts";

export interface ObjectsByKind {
  readonly Deployment: Deployment;
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
}

/** A workload and all that its controller made of it, as the API server has them. */
export interface State<Kind extends RolloutKind> {
  readonly object: ObjectsByKind[Kind];
  /** The oldest first; none but a Deployment has any. */
  readonly replicaSets: readonly ReplicaSet[];
  readonly pods: readonly Pod[];
}

export const pathOf = (kind: RolloutKind, namespace: string): string =>
  `/apis/apps/v1/namespaces/${namespace}/${kind.toLowerCase()}s`;

/** Every workload of this suite has the label `app` with its own name on all that belongs to it. */
export async function readState<Kind extends RolloutKind>(
  { request }: TestCluster,
  kind: Kind,
  namespace: string,
  name: string,
): Promise<State<Kind>> {
  const selector = `?labelSelector=app%3D${name}`;
  const [object, replicaSets, pods] = await Promise.all([
    request<ObjectsByKind[Kind]>("GET", `${pathOf(kind, namespace)}/${name}`),
    kind === "Deployment"
      ? request<{ items: readonly ReplicaSet[] }>(
          "GET",
          `/apis/apps/v1/namespaces/${namespace}/replicasets${selector}`,
        )
      : { items: [] },
    request<{ items: readonly Pod[] }>("GET", `/api/v1/namespaces/${namespace}/pods${selector}`),
  ]);
  return { object, replicaSets: replicaSets.items.toSorted(byAge), pods: pods.items };
}

/** Equal for two states between which nothing was written. */
export function versionsOf({ object, replicaSets, pods }: State<RolloutKind>): string {
  return [object, ...replicaSets, ...pods].map(versionOf).sort().join();
}

export function versionOf({ metadata }: KubeObject): string {
  return `${metadata?.uid}@${metadata?.resourceVersion}`;
}

/** The controller has written a status since the spec was last changed. */
export function isObserved({ metadata, status }: ObjectsByKind[RolloutKind]): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
}

export function isTerminating({ metadata }: KubeObject): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

function byAge(a: ReplicaSet, b: ReplicaSet): number {
  return Date.parse(a.metadata?.creationTimestamp ?? "") - Date.parse(b.metadata?.creationTimestamp ?? "");
}
