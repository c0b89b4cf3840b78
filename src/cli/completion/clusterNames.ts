import { controllerOf } from "../../kube/ownership.ts";
import { namespaces, pods, replicaSets, services } from "../../kube/resources.ts";
import type { ClusterSource } from "../../source/cluster/clusterSource.ts";
import type { TableRow } from "../../source/cluster/lists/table.ts";
import type { NamedKind } from "../resourceArguments.ts";
import type { Candidate } from "./completes.ts";

/** The names of a kind in the namespace, each with what is ready of it. */
export async function names(cluster: ClusterSource, kind: NamedKind): Promise<readonly Candidate[]> {
  const { resource } = kind;
  const withMetadata = resource === pods;
  const rows = await cluster.table({ resource, namespace: cluster.namespace, withMetadata });
  return rows.map((row): Candidate => [row.name, stateOf(row, kind)]);
}

export async function namespaceNames(cluster: ClusterSource): Promise<readonly Candidate[]> {
  return (await cluster.table({ resource: namespaces })).map(({ name }) => name);
}

export async function headlessServices(cluster: ClusterSource): Promise<readonly Candidate[]> {
  const rows = await cluster.table({ resource: services, namespace: cluster.namespace });
  return rows.filter(({ cells }) => cells["Cluster-IP"] === "None").map(({ name }) => name);
}

/** Those of a Deployment, the newest first, each with its images. */
export async function revisions(cluster: ClusterSource, deployment: string): Promise<readonly Candidate[]> {
  const rows = await cluster.table({
    resource: replicaSets,
    namespace: cluster.namespace,
    withMetadata: true,
  });
  return rows
    .filter(({ metadata }) => {
      const owner = controllerOf({ metadata });
      return owner?.kind === "Deployment" && owner.name === deployment;
    })
    .flatMap(({ metadata, cells }): [string, string][] => {
      const revision = metadata.annotations?.["deployment.kubernetes.io/revision"];
      return revision === undefined ? [] : [[revision, String(cells["Images"] ?? "")]];
    })
    .sort(([a], [b]) => Number(b) - Number(a));
}

/** `2/3 ready`; of a pod what it is doing, and whose it is. */
function stateOf({ cells, metadata }: TableRow, { resource }: NamedKind): string {
  const ready = cells["Ready"];
  if (resource === pods) {
    const owner = controllerOf({ metadata });
    const ordinal = metadata.labels?.["apps.kubernetes.io/pod-index"];
    const whose = owner === undefined ? "" : `, of ${owner.kind} ${owner.name}`;
    const which = owner?.kind === "StatefulSet" && ordinal !== undefined ? `, ordinal ${ordinal}` : "";
    return `${cells["Status"]}${which}${whose}`;
  }
  if (ready === undefined) return "";
  return `${cells["Desired"] === undefined ? ready : `${ready}/${cells["Desired"]}`} ready`;
}
