import type { ExclusionReason } from "../../explanation/placement.ts";
import type { DaemonSet, Node, Toleration } from "../../kube/objects.ts";
import { effectiveTolerations } from "./daemonTolerations.ts";
import { nodeAffinityMismatches, nodeSelectorMismatches } from "./nodeAffinity.ts";
import { untoleratedTaints } from "./taints.ts";

export interface Decision {
  /** The controller creates a pod here when there is none. */
  readonly shouldRun: boolean;
  /** The controller leaves a pod here alone when there is one. */
  readonly shouldContinueRunning: boolean;
  /** Why not, all of it; empty exactly when shouldRun. */
  readonly reasons: readonly ExclusionReason[];
}

/**
 * What the controller decides for a node: nodeName, nodeSelector, required nodeAffinity, and the NoSchedule and
 * NoExecute taints, in that order. Nothing else counts: not PreferNoSchedule, the Ready condition, resources,
 * ports, volumes, pod affinity or spread. Those leave a pod Pending, they do not keep it from being created.
 *
 * A pod that is there is deleted unless only NoSchedule taints speak against it.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod (v1.36). It stops at the first
 * reason; this collects all, since mending only the first would not bring a pod.
 */
export function nodeDecider(
  daemonSet: DaemonSet,
  extraTolerations: readonly Toleration[] = [],
): (node: Node) => Decision {
  const spec = daemonSet.spec?.template.spec;
  const tolerations = [...effectiveTolerations(spec), ...extraTolerations];
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;

  return (node) => {
    const identity = { name: node.metadata?.name ?? "", labels: node.metadata?.labels ?? {} };
    const placementReasons: ExclusionReason[] = [];
    if (spec?.nodeName && spec.nodeName !== identity.name) {
      placementReasons.push({ type: "NodeName", wanted: spec.nodeName });
    }
    for (const mismatch of nodeSelectorMismatches(spec?.nodeSelector, identity)) {
      placementReasons.push({ type: "NodeSelector", ...mismatch });
    }
    const terms = nodeAffinityMismatches(required, identity);
    if (terms !== undefined) {
      placementReasons.push(
        ...(terms.length === 0
          ? [
              {
                type: "NodeAffinity",
                expressions: [],
                problem: "it has no terms, which match no node",
              } as const,
            ]
          : terms.map((term) => ({ type: "NodeAffinity", ...term }) as const)),
      );
    }
    const untolerated = untoleratedTaints(tolerations, node.spec?.taints ?? [], ["NoSchedule", "NoExecute"]);
    const taintReasons = untolerated.map(({ key, value, effect }): ExclusionReason => {
      return { type: "Taint", key, ...(value ? { value } : {}), effect };
    });
    const reasons = [...placementReasons, ...taintReasons];
    return {
      shouldRun: reasons.length === 0,
      shouldContinueRunning:
        placementReasons.length === 0 && !untolerated.some(({ effect }) => effect === "NoExecute"),
      reasons,
    };
  };
}
