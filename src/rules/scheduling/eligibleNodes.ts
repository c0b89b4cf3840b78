import type { Node, PodSpec } from "../../kube/objects.ts";
import { nodeAffinityMismatches, nodeSelectorMismatches } from "./nodeAffinity.ts";
import { toleratesTaint, untoleratedTaints } from "./taints.ts";

/**
 * The nodes that the scheduler would let a pod of the spec onto, whatever runs there now and however full they are.
 *
 * Upstream: pkg/scheduler/framework/plugins: nodeaffinity, nodename, nodeunschedulable, tainttoleration (v1.36)
 */
export function eligibleNodes(nodes: readonly Node[], spec: PodSpec | undefined): readonly Node[] {
  const tolerations = spec?.tolerations ?? [];
  const toleratesCordon = tolerations.some((toleration) => toleratesTaint(toleration, cordon));
  return nodes.filter(({ metadata, spec: nodeSpec }) => {
    const node = { name: metadata?.name ?? "", labels: metadata?.labels ?? {} };
    return (
      (!spec?.nodeName || spec.nodeName === node.name) &&
      nodeSelectorMismatches(spec?.nodeSelector, node).length === 0 &&
      nodeAffinityMismatches(
        spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
        node,
      ) === undefined &&
      (nodeSpec?.unschedulable !== true || toleratesCordon) &&
      untoleratedTaints(tolerations, nodeSpec?.taints ?? [], ["NoSchedule", "NoExecute"]).length === 0
    );
  });
}

/** What spec.unschedulable stands for. */
const cordon = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
