import type { Deployment, Pod, ReplicaSet } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { deployments, events, pods, replicaSets, services } from "../../kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { isReady } from "../../rules/pods/available.ts";
import type { SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";
import { lacksPods, ownedReplicaSets, podsOf } from "./replicaSets.ts";

/**
 * Services and the Deployment's own events do not depend on what it says, so they go out with it. ReplicaSets
 * and pods need its selector. Events of ReplicaSets are read only of those that lack pods, events of pods only
 * when one of its own is not ready. Nodes are not read: the scheduler says of them what there is to say.
 */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const first: readonly Read[] = [
    { resource: deployments, namespace, name },
    { resource: services, namespace },
    eventsOf("Deployment", namespace, name),
  ];
  const deployment = objectNamed<Deployment>(soFar, deployments, namespace, name);
  const selector = deployment?.spec?.selector;
  if (deployment === undefined || selector === undefined) return first;
  // Not applied yet: there is nothing of it to read but the Services that would select its pods.
  if (deployment.metadata?.uid === undefined) return first.slice(0, 2);

  const replicaSetsRead: Read = { resource: replicaSets, namespace, labelSelector: selector };
  const podsRead: Read = { resource: pods, namespace, labelSelector: selector };
  const second: readonly Read[] = [...first, replicaSetsRead, podsRead];
  if (resultOf(soFar, replicaSetsRead)?.objects === undefined) return second;

  const owned = ownedReplicaSets(deployment, objectsOf<ReplicaSet>(soFar, replicaSets, namespace));
  const short = owned.filter(lacksPods).map(({ metadata }) => metadata?.name ?? "");
  const third: readonly Read[] = [
    ...second,
    ...short.map((replicaSet) => eventsOf("ReplicaSet", namespace, replicaSet)),
  ];
  const troubled = podsOf(owned, objectsOf<Pod>(soFar, pods, namespace)).some(({ pod }) => !isReady(pod));
  return troubled ? [...third, podWarningsRead(namespace)] : third;
}

function eventsOf(kind: "Deployment" | "ReplicaSet", namespace: string, name: string): Read {
  return {
    resource: events,
    namespace,
    fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${name}`,
  };
}
