import type { Pod } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { nodes, pods } from "../../kube/resources.ts";
import { objectNamed, type Snapshot } from "../../kube/snapshot.ts";
import { isReady, isTerminating } from "../../rules/pods/available.ts";
import { ownerReads } from "../../rules/pods/owners.ts";
import type { SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";

/** The pod, then who owns it; of one that is not ready, or leaves, the warnings about it and its node. */
export function reads({ namespace, name }: SubjectName, soFar: Snapshot): readonly Read[] {
  const own: Read = { resource: pods, namespace, name };
  const pod = objectNamed<Pod>(soFar, pods, namespace, name);
  if (pod === undefined) return [own];
  const node = pod.spec?.nodeName;
  const owners = ownerReads(pod, soFar);
  if (isReady(pod) && !isTerminating(pod)) return [own, ...owners];
  return [
    own,
    ...owners,
    // One that is not applied has had none.
    ...(pod.metadata?.uid === undefined ? [] : [podWarningsRead(namespace)]),
    ...(node ? [{ resource: nodes, name: node }] : []),
  ];
}
