import type { DaemonSet, Node, Pod } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";

/** What the real controllers made of a DaemonSet, read without the tool. */
export interface RealDaemonSet {
  readonly object: DaemonSet;
  readonly pods: readonly RealPod[];
}

export interface RealPod {
  readonly name: string;
  readonly uid: string;
  /** The node that it is bound to, or that the controller aimed it at. */
  readonly node: string;
  readonly bound: boolean;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Its phase is Failed or Succeeded. */
  readonly finished: boolean;
  readonly revision: string | undefined;
}

/** The DaemonSets of a namespace by name, each with the pods that it owns. */
export async function readTruth(
  cluster: TestCluster,
  namespace: string,
): Promise<ReadonlyMap<string, RealDaemonSet>> {
  const [daemonSets, pods] = await Promise.all([
    readDaemonSets(cluster, namespace),
    cluster.request<{ items: readonly Pod[] }>("GET", `/api/v1/namespaces/${namespace}/pods`),
  ]);
  const podsByOwner = Map.groupBy(pods.items, ({ metadata }) => metadata?.ownerReferences?.[0]?.uid);
  return new Map(
    daemonSets.map((object) => {
      const owned = podsByOwner.get(object.metadata?.uid) ?? [];
      return [object.metadata?.name ?? "", { object, pods: owned.map(realPod) }];
    }),
  );
}

export async function readDaemonSets(cluster: TestCluster, namespace: string): Promise<readonly DaemonSet[]> {
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
  return (await cluster.request<{ items: readonly DaemonSet[] }>("GET", path)).items;
}

export async function readNodes(cluster: TestCluster): Promise<readonly Node[]> {
  return (await cluster.request<{ items: readonly Node[] }>("GET", "/api/v1/nodes")).items;
}

function realPod({ metadata, spec, status }: Pod): RealPod {
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const aimedAt = required?.nodeSelectorTerms[0]?.matchFields?.[0]?.values?.[0];
  return {
    name: metadata?.name ?? "",
    uid: metadata?.uid ?? "",
    node: spec?.nodeName || aimedAt || "",
    bound: Boolean(spec?.nodeName),
    ready:
      status?.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True") ??
      false,
    terminating: metadata?.deletionTimestamp !== undefined,
    finished: status?.phase === "Failed" || status?.phase === "Succeeded",
    revision: metadata?.labels?.["controller-revision-hash"],
  };
}
