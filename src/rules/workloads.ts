import type { WorkloadName } from "../explanation/references.ts";
import type { KubeObject, LabelSelector, PodTemplateSpec } from "../kube/objects.ts";
import { daemonSets, deployments, type ResourceType, statefulSets } from "../kube/resources.ts";
import { objectsOf, type Snapshot } from "../kube/snapshot.ts";

/** What Deployments, StatefulSets and DaemonSets have in common: pods of one template, found by one selector. */
export interface Workload extends KubeObject {
  readonly kind: string;
  readonly spec?: { readonly selector?: LabelSelector; readonly template?: PodTemplateSpec };
}

/** The kinds whose objects are told from each other by their selectors. */
export const workloadResources: readonly ResourceType[] = [deployments, statefulSets, daemonSets];

/** Lists leave the kind out of their items, so it is given here. */
export function asWorkload(kind: string, object: KubeObject): Workload {
  return { ...(object as Omit<Workload, "kind">), kind };
}

/** All that were read of a namespace, in the order of kind and name. */
export function workloadsIn(snapshot: Snapshot, namespace: string | undefined): readonly Workload[] {
  const ofSnapshot = gathered.get(snapshot.results) ?? new Map<string | undefined, readonly Workload[]>();
  gathered.set(snapshot.results, ofSnapshot);
  const workloads = ofSnapshot.get(namespace) ?? gather(snapshot, namespace);
  ofSnapshot.set(namespace, workloads);
  return workloads;
}

/** Each of a thousand workloads asks for all the others. */
const gathered = new WeakMap<Snapshot["results"], Map<string | undefined, readonly Workload[]>>();

function gather(snapshot: Snapshot, namespace: string | undefined): readonly Workload[] {
  return workloadResources.flatMap((resource) =>
    objectsOf(snapshot, resource, namespace)
      .map((object) => asWorkload(resource.kind, object))
      .sort((a, b) => (nameOfWorkload(a).name < nameOfWorkload(b).name ? -1 : 1)),
  );
}

/** The others of its namespace. */
export function workloadsBeside(workload: Workload, snapshot: Snapshot): readonly Workload[] {
  const own = nameOfWorkload(workload);
  return workloadsIn(snapshot, workload.metadata?.namespace).filter((other) => {
    const { kind, name } = nameOfWorkload(other);
    return kind !== own.kind || name !== own.name;
  });
}

export function nameOfWorkload({ kind, metadata }: Workload): WorkloadName {
  return { kind, name: metadata?.name ?? "" };
}
