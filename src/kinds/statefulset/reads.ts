import type { Pod, StatefulSet } from "../../kube/objects.ts";
import { controlledBy } from "../../kube/ownership.ts";
import type { Read } from "../../kube/read.ts";
import { events, persistentVolumeClaims, pods, services, statefulSets } from "../../kube/resources.ts";
import { objectNamed, objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { isReady } from "../../rules/pods/available.ts";
import type { SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";

/**
 * Services, the governing one among them, and the StatefulSet's own events do not depend on what it says, so they
 * go out with it. Its pods need its selector. Claims are found by name, not by label: one that was there before
 * the StatefulSet is used as it is, whatever its labels.
 */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const first: readonly Read[] = [
    { resource: statefulSets, namespace, name },
    { resource: services, namespace },
    {
      resource: events,
      namespace,
      fieldSelector: `involvedObject.kind=StatefulSet,involvedObject.name=${name}`,
    },
  ];
  const statefulSet = objectNamed<StatefulSet>(soFar, statefulSets, namespace, name);
  const selector = statefulSet?.spec?.selector;
  if (statefulSet === undefined || selector === undefined) return first;
  // Not applied yet: there is nothing of it to read but the Services, and claims that wait for it.
  if (statefulSet.metadata?.uid === undefined) return [...first.slice(0, 2), ...claimReads(statefulSet)];

  const second: readonly Read[] = [
    ...first,
    { resource: pods, namespace, labelSelector: selector },
    ...claimReads(statefulSet),
  ];
  const own = controlledBy(objectsOf<Pod>(soFar, pods, namespace), statefulSet);
  return own.some((pod) => !isReady(pod)) ? [...second, podWarningsRead(namespace)] : second;
}

function claimReads({ metadata, spec }: StatefulSet): readonly Read[] {
  if ((spec?.volumeClaimTemplates ?? []).length === 0 || metadata?.namespace === undefined) return [];
  return [{ resource: persistentVolumeClaims, namespace: metadata.namespace }];
}
