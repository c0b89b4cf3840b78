import type { DaemonSet, LabelSelector, Pod } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { controllerRevisions, daemonSets, events, nodes, pods } from "../../kube/resources.ts";
import { objectNamed, objectsRead, type Snapshot } from "../../kube/snapshot.ts";
import { isReady } from "../../rules/pods/available.ts";
import { referenceReads } from "../../rules/references/referenceReads.ts";
import { servicesOf } from "../../rules/services/servicesOf.ts";
import { asWorkload } from "../../rules/workloads.ts";
import type { SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";
import { endpointSliceReads } from "../referenceReads.ts";

/**
 * Nodes, what may name or select it, and the DaemonSet's own events do not depend on what it says, so they go out
 * with it. Its pods need its selector; the events of pods are read only when some pod is not ready. One that is not applied yet
 * has neither.
 */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const first: readonly Read[] = [
    { resource: daemonSets, namespace, name },
    { resource: nodes },
    ...referenceReads(namespace),
  ];
  const daemonSet = objectNamed<DaemonSet>(soFar, daemonSets, namespace, name);
  const selecting = daemonSet ? servicesOf(asWorkload("DaemonSet", daemonSet), soFar) : [];
  const slices = endpointSliceReads(
    namespace,
    selecting.map(({ name: service }) => service),
  );
  const placement: readonly Read[] = [...first, ...slices];
  if (daemonSet !== undefined && daemonSet.metadata?.uid === undefined) return placement;

  const live: readonly Read[] = [...placement, ownEvents(namespace, name)];
  const labelSelector = daemonSet?.spec?.selector;
  if (labelSelector === undefined) return live;
  const own = podsRead(namespace, labelSelector);
  return [
    ...live,
    own,
    revisionsRead(namespace, labelSelector),
    ...(objectsRead<Pod>(soFar, own).every(isReady) ? [] : [podWarningsRead(namespace)]),
  ];
}

export function podsRead(namespace: string, labelSelector: LabelSelector): Read {
  return { resource: pods, namespace, labelSelector };
}

export function revisionsRead(namespace: string, labelSelector: LabelSelector): Read {
  return { resource: controllerRevisions, namespace, labelSelector };
}

function ownEvents(namespace: string, name: string): Read {
  return {
    resource: events,
    namespace,
    fieldSelector: `involvedObject.kind=DaemonSet,involvedObject.name=${name}`,
  };
}
