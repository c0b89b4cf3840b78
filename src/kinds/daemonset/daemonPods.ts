import { selectorMatches } from "../../kube/labelSelector.ts";
import type { DaemonSet, Pod } from "../../kube/objects.ts";
import { controlledBy } from "../../kube/ownership.ts";
import { isTerminal, isTerminating } from "../../rules/pods/available.ts";

/**
 * The pods that the controller counts as its own, by the node that they are on or aimed at. An owned pod whose
 * labels no longer match is released, so it does not count; a finished one that is being deleted neither.
 * The first of each node is the one that status counts: bound before unbound, then the oldest, then by name.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#getNodesToDaemonPods, #podByCreationTimestampAndPhase,
 * controller_ref_manager.go#ClaimObject (v1.36)
 */
export function daemonPodsByNode(
  daemonSet: DaemonSet,
  pods: readonly Pod[],
): ReadonlyMap<string, readonly Pod[]> {
  const byNode = new Map<string, Pod[]>();
  for (const pod of controlledBy(pods, daemonSet)) {
    if (!selectorMatches(daemonSet.spec?.selector, pod.metadata?.labels)) continue;
    if (isTerminal(pod) && isTerminating(pod)) continue;
    const node = targetNode(pod);
    if (node === undefined) continue;
    const here = byNode.get(node);
    if (here === undefined) byNode.set(node, [pod]);
    else here.push(pod);
  }
  for (const here of byNode.values()) here.sort(boundThenOldest);
  return byNode;
}

/**
 * The node that the pod is bound to, or that its affinity names while it is not: the controller replaces
 * required node affinity by `matchFields metadata.name In [node]`. Undefined for a pod aimed at none.
 *
 * Upstream: pkg/controller/daemon/util/daemonset_util.go#GetTargetNodeName (v1.36)
 */
export function targetNode(pod: Pod): string | undefined {
  if (pod.spec?.nodeName) return pod.spec.nodeName;
  const terms =
    pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  for (const { matchFields = [] } of terms ?? []) {
    for (const { key, operator, values = [] } of matchFields) {
      if (key === "metadata.name" && operator === "In") return values.length === 1 ? values[0] : undefined;
    }
  }
  return undefined;
}

function boundThenOldest(a: Pod, b: Pod): number {
  const bound = Number(Boolean(b.spec?.nodeName)) - Number(Boolean(a.spec?.nodeName));
  return bound || compare(createdAt(a), createdAt(b)) || compare(nameOf(a), nameOf(b));
}

/** RFC 3339 in UTC with whole seconds sorts as text. */
const createdAt = (pod: Pod): string => pod.metadata?.creationTimestamp ?? "";
const nameOf = (pod: Pod): string => pod.metadata?.name ?? "";
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
