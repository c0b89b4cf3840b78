import { evidence } from "./evidence.ts";
import { excludedBy, lastingTaints, nodesOf, ofNodes } from "./exclusionCauses.ts";
import { onNodes } from "./exclusionEvidence.ts";
import { tolerationLines, tolerationsBlock } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const taintNotTolerated = finding<
  {
    /** Of which nothing but taints keeps the pods away. */
    readonly nodes: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    /** As kubectl writes them, without those that come from a node's condition. */
    readonly taints: readonly string[];
    /** Lines of YAML, for `spec.template.spec.tolerations`. */
    readonly tolerations: readonly string[];
  },
  "DaemonSet"
>({
  meta: {
    code: "TaintNotTolerated",
    severity: "info",
    kinds: ["DaemonSet"],
    title: "nodes have taints that the DaemonSet does not tolerate",
    explanation: `The DaemonSet controller creates no pod on a node that has a taint with the effect \`NoSchedule\` or \`NoExecute\`
which the pods do not tolerate; \`PreferNoSchedule\` does not count. Such a node is not in
\`desiredNumberScheduled\` either, so \`kubectl get daemonset\` shows fewer nodes than there are and calls that
complete. A pod that is there already stays when only \`NoSchedule\` taints speak against it, and is deleted when a
\`NoExecute\` taint does.

The controller itself adds tolerations for a node that is not ready, unreachable, cordoned or short of disk, memory
or process ids, so a cordoned node still gets its pod. It adds none for \`node-role.kubernetes.io/control-plane\`.

Most often this is as somebody wants it: a taint is there to keep pods away. It is worth a look for what should run
on every node, such as logging, monitoring, storage and network agents.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`,
\`pkg/controller/daemon/util/daemonset_util.go#AddOrUpdateDaemonPodTolerations\` (v1.36).`,
    example: {
      nodes: ["cp-0", "gpu-0"],
      total: 12,
      taints: ["node-role.kubernetes.io/control-plane:NoSchedule", "gpu=true:NoSchedule"],
      tolerations: [
        "# cp-0",
        '- key: "node-role.kubernetes.io/control-plane"',
        "  operator: Exists",
        "  effect: NoSchedule",
        "# gpu-0",
        '- key: "gpu"',
        "  operator: Equal",
        '  value: "true"',
        "  effect: NoSchedule",
      ],
    },
    message({ nodes, total, taints }) {
      const what = taints.length === 1 ? "a taint" : "taints";
      const have = nodes.length === 1 ? "has" : "have";
      return `${ofNodes(nodes, total)} ${have} ${what} that it does not tolerate: ${named(taints)}`;
    },
    help({ tolerations }) {
      return [
        "where it should run all the same, add to the tolerations of `spec.template.spec`, which replaces its pods:",
        ...tolerationsBlock(tolerations),
      ].join("\n");
    },
  },
  find({ subject, facts: { placement, tolerations } }) {
    const groups = excludedBy(placement, "Taint");
    // Where it runs on no node at all, NoEligibleNode tells the taints.
    if (groups.length === 0 || placement.desired === 0) return [];
    const nodes = nodesOf(groups);
    return [
      {
        parameters: {
          nodes,
          total: placement.nodes.length,
          taints: lastingTaints(groups),
          tolerations: tolerationLines(groups),
        },
        evidence: [
          evidence(subject, "/spec/template/spec/tolerations", tolerations.declared),
          ...onNodes(placement, nodes, "Taint"),
        ],
      },
    ];
  },
});
