import type { DaemonSet, Pod } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { controllerRevisions, daemonSets, events, nodes, pods, services } from "../../kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { isReady } from "../../rules/pods/available.ts";
import type { SubjectName } from "../kind.ts";

/**
 * Nodes, Services and the DaemonSet's own events do not depend on what it says, so they go out with it. Its pods
 * need its selector; the events of pods are read only when some pod is not ready.
 */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const first: readonly Read[] = [
    { resource: daemonSets, namespace, name },
    { resource: nodes },
    { resource: services, namespace },
    {
      resource: events,
      namespace,
      fieldSelector: `involvedObject.kind=DaemonSet,involvedObject.name=${name}`,
    },
  ];
  const daemonSet = objectNamed<DaemonSet>(soFar, daemonSets, namespace, name);
  const selector = daemonSet?.spec?.selector;
  if (selector === undefined) return first;

  const podsRead: Read = { resource: pods, namespace, labelSelector: selector };
  const second: readonly Read[] = [
    ...first,
    podsRead,
    { resource: controllerRevisions, namespace, labelSelector: selector },
  ];
  const podsResult = resultOf(soFar, podsRead);
  if (podsResult?.objects === undefined) return second;

  const troubled = objectsOf<Pod>(soFar, pods, namespace).some((pod) => !isReady(pod));
  if (!troubled) return second;
  return [...second, podWarningsRead(namespace)];
}

export function podWarningsRead(namespace: string): Read {
  return { resource: events, namespace, fieldSelector: "involvedObject.kind=Pod,type=Warning" };
}
