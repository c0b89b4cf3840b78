import type { Deployment, Pod, ReplicaSet } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { deployments, events, pods, replicaSets } from "../../kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { isReady } from "../../rules/pods/available.ts";
import { referenceReads } from "../../rules/references/referenceReads.ts";
import { mountedClaimReads } from "../../rules/volumes/mountedClaims.ts";
import { asWorkload } from "../../rules/workloads.ts";
import type { SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";
import { serviceReads } from "../referenceReads.ts";
import { lacksPods, ownedReplicaSets, podsOf } from "./replicaSets.ts";
import { surgeReads } from "./surgeRoom.ts";

/**
 * What may name or select it and the Deployment's own events do not depend on what it says, so they go out with it.
 * ReplicaSets and pods need its selector, claims its template. Events of ReplicaSets are read only of those that
 * lack pods, events of pods only when one of its own is not ready. Quotas are read when the next rolling update
 * would surge, and nodes when each pod needs one of its own: for the rest, the scheduler says what there is to say.
 */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const named: readonly Read[] = [{ resource: deployments, namespace, name }, ...referenceReads(namespace)];
  const first: readonly Read[] = [...named, eventsOf("Deployment", namespace, name)];
  const deployment = objectNamed<Deployment>(soFar, deployments, namespace, name);
  const selector = deployment?.spec?.selector;
  if (deployment === undefined || selector === undefined) return first;
  const workload = asWorkload("Deployment", deployment);
  const mentioned = [...serviceReads(workload, soFar), ...mountedClaimReads(workload, soFar)];
  // Not applied yet: it has no ReplicaSets, no pods and no events.
  if (deployment.metadata?.uid === undefined) return [...named, ...mentioned];

  const replicaSetsRead: Read = { resource: replicaSets, namespace, labelSelector: selector };
  const podsRead: Read = { resource: pods, namespace, labelSelector: selector };
  const second: readonly Read[] = [
    ...first,
    ...mentioned,
    replicaSetsRead,
    podsRead,
    ...surgeReads(deployment),
  ];
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
