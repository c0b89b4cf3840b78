import { evidence } from "./evidence.ts";
import {
  type ExclusionCause,
  excludedBy,
  lackedExpressions,
  lackedLabels,
  lastingTaints,
  nodesOf,
} from "./exclusionCauses.ts";
import { onNode } from "./exclusionEvidence.ts";
import { labelCommand, tolerationLines, tolerationsBlock } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { count, listOf, named } from "./words.ts";

export const noEligibleNode = finding<
  {
    readonly namespace: string;
    readonly daemonSet: string;
    /** It is a manifest, not applied yet. */
    readonly isPlanned: boolean;
    /** How many nodes there are. */
    readonly total: number;
    /** That are not the one which the template names. */
    readonly byNodeName: number;
    /** Of another operating system or processor. */
    readonly byPlatform: number;
    readonly byNodeSelector: number;
    readonly byNodeAffinity: number;
    readonly byTaints: number;
    /** Not ready, or in another condition that passes. */
    readonly byCondition: number;
    /** What nodeSelector asks for and one of the nodes lacks, `key=value`. */
    readonly labels: readonly string[];
    /** What the node affinity asks for, `zone In (a, b)`. */
    readonly expressions: readonly string[];
    readonly taints: readonly string[];
    /** Lines of YAML for the nodes that only taints keep the pods from. */
    readonly tolerations: readonly string[];
    /** Gives one of the nodes what it lacks; "" when labels alone do not help. */
    readonly label: string;
  },
  "DaemonSet"
>({
  meta: {
    code: "NoEligibleNode",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "no node of the cluster may run the DaemonSet",
    explanation: `The DaemonSet controller judges every node by the template's \`nodeName\`, \`nodeSelector\`, required node affinity
and tolerations, and here no node passes. It creates no pod, reports \`DESIRED 0\`, writes no event and no
condition, and \`kubectl rollout status\` calls that a success. Free resources and ports play no part in it: a pod
that only lacks those exists and is Pending.

It is harmless where the nodes are yet to come, such as a device plugin in a cluster that has no such device now:
the pods appear with the first node that fits. A \`nodeSelector\` that matches nothing is also the usual way to
park a DaemonSet, which has no \`replicas\` to set to 0. Otherwise it is most often a misspelt label.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`, \`#updateDaemonSetStatus\`
(v1.36).`,
    example: {
      namespace: "ml",
      daemonSet: "device-plugin",
      isPlanned: false,
      total: 12,
      byNodeName: 0,
      byPlatform: 0,
      byNodeSelector: 12,
      byNodeAffinity: 0,
      byTaints: 0,
      byCondition: 0,
      labels: ["accelerator=nvidia-h100"],
      expressions: [],
      taints: [],
      tolerations: [],
      label: "kubectl label node node-1 accelerator=nvidia-h100",
    },
    message({ isPlanned, total, labels, expressions, taints, ...by }) {
      const nowhere = isPlanned ? "it would run nowhere" : "it runs nowhere";
      if (total === 0) return `${nowhere}: the cluster has no nodes`;
      const asked = (of: readonly string[]) => (of.length === 0 ? "" : ` (${named(of)})`);
      const causes: readonly Clause[] = [
        [by.byNodeName, "is not", "are not", "the node that its template names"],
        [by.byPlatform, "has", "have", "another operating system or processor"],
        [by.byNodeSelector, "lacks", "lack", `a label of its nodeSelector${asked(labels)}`],
        [by.byNodeAffinity, "does not match", "do not match", `its node affinity${asked(expressions)}`],
        [by.byTaints, "has", "have", `a taint that it does not tolerate (${named(taints)})`],
        [by.byCondition, "is", "are", "in a bad condition, such as NotReady"],
      ];
      const clauses = causes.filter(([nodes]) => nodes > 0);
      const [first] = clauses;
      if (clauses.length === 1 && first !== undefined) {
        return `${nowhere}: ${total === 1 ? "the only node" : `all ${total} nodes`} ${clause(first)}`;
      }
      const parts = clauses.map((each) => `${each[0]} ${clause(each)}`);
      return `${nowhere}: of ${count(total, "node")} ${listOf(parts, parts.length)}`;
    },
    help({ namespace, daemonSet, total, tolerations, label }) {
      if (total === 0)
        return ["its pods come by themselves with the first node:", "  kubectl get nodes"].join("\n");
      if (label !== "") {
        return ["correct the selector, or give a node what it asks for:", `  ${label}`].join("\n");
      }
      if (tolerations.length > 0) {
        return [
          "to run it on these nodes, add to the tolerations of `spec.template.spec`:",
          ...tolerationsBlock(tolerations),
        ].join("\n");
      }
      return [
        "compare what the template asks for with the nodes that are there:",
        `  kubectl -n ${namespace} get daemonset/${daemonSet} -o yaml`,
        "  kubectl get nodes --show-labels",
      ].join("\n");
    },
  },
  find({ subject, facts: { placement, status } }) {
    const { countsFrom, desired, nodes } = placement;
    if (countsFrom !== "rules" || desired !== 0) return [];
    const by = (cause: ExclusionCause) => nodesOf(excludedBy(placement, cause)).length;
    const byCondition = by("Condition");
    // Then nothing is wrong with the DaemonSet; NodeConditionExcludes says what is wrong with the nodes.
    if (nodes.length > 0 && byCondition === nodes.length) return [];
    const tainted = excludedBy(placement, "Taint");
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          daemonSet: subject.name,
          isPlanned: subject.uid === undefined,
          total: nodes.length,
          byNodeName: by("NodeName"),
          byPlatform: by("Platform"),
          byNodeSelector: by("NodeSelector"),
          byNodeAffinity: by("NodeAffinity"),
          byTaints: nodesOf(tainted).length,
          byCondition,
          labels: [...lackedLabels(excludedBy(placement, "NodeSelector"))].map((pair) => pair.join("=")),
          expressions: lackedExpressions(excludedBy(placement, "NodeAffinity")),
          taints: lastingTaints(tainted),
          tolerations: tolerationLines(tainted),
          label: labelCommand(placement.exclusions),
        },
        evidence: [
          status === undefined
            ? evidence(subject, "/metadata/name", subject.name)
            : evidence(subject, "/status/desiredNumberScheduled", status.desiredNumberScheduled),
          ...nodes.flatMap((node) => onNode(node, node.reasons[0]?.type ?? "Taint")),
        ],
      },
    ];
  },
});

/** How many nodes, what they do when it is one and when it is more. */
type Clause = readonly [nodes: number, one: string, many: string, what: string];

function clause([nodes, one, many, what]: Clause): string {
  return `${nodes === 1 ? one : many} ${what}`;
}
