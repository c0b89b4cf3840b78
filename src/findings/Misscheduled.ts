import type { ExclusionGroup, NodePlacement } from "../explanation/placement.ts";
import { beside, evidence } from "./evidence.ts";
import { causeOf, lastingTaints, nodesOf, ofNodes } from "./exclusionCauses.ts";
import { onNode } from "./exclusionEvidence.ts";
import { labelCommand, tolerationLines, tolerationsBlock } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const misscheduled = finding<
  {
    readonly namespace: string;
    /** Whose pod stays until somebody deletes it. */
    readonly staying: readonly string[];
    /** Whose pod the controller deletes, or has begun to. */
    readonly leaving: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    /** The pods that stay. */
    readonly pods: readonly string[];
    readonly taints: readonly string[];
    /** Lines of YAML with which the controller would want the pods there. */
    readonly tolerations: readonly string[];
    /** Gives back to one of the nodes what it lacks; "" when labels alone do not help. */
    readonly label: string;
  },
  "DaemonSet"
>({
  meta: {
    code: "Misscheduled",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "pods are on nodes that should not run them",
    explanation: `\`numberMisscheduled\` counts nodes that have a pod of the DaemonSet and should have none. That comes about when a
node is tainted, or loses a label, while the pod is there, or when the template asks for something else than
before.

What becomes of the pod depends on why. When only \`NoSchedule\` taints speak against it, the controller leaves it
alone: it runs on, is neither desired nor available in \`status\`, and is not created again once it is gone.
Whatever takes it away, an update of the DaemonSet, an eviction or somebody's hand, takes it for good. When the
node's labels no longer match, or a \`NoExecute\` taint is not tolerated, the controller deletes the pod at once.

A pod on a node that is not ready counts as misscheduled too, which is normal and told by
\`NodeConditionExcludes\`.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`, \`#podsShouldBeOnNode\`,
\`#updateDaemonSetStatus\` (v1.36).`,
    example: {
      namespace: "search",
      staying: ["node-4"],
      leaving: [],
      total: 12,
      pods: ["fluentd-j7ws7"],
      taints: ["dedicated=search:NoSchedule"],
      tolerations: [
        "# node-4",
        '- key: "dedicated"',
        "  operator: Equal",
        '  value: "search"',
        "  effect: NoSchedule",
      ],
      label: "",
    },
    message({ staying, leaving, total, taints }) {
      const [keep, lose] = [staying.length === 1, leaving.length === 1];
      const kept = keep
        ? "keeps a pod that it would not get again"
        : "keep pods that they would not get again";
      const why = `${named(taints)} ${taints.length === 1 ? "is" : "are"} not tolerated`;
      const lost = lose ? "loses its pod, since it does not" : "lose their pods, since they do not";
      return [
        ...(staying.length === 0 ? [] : [`${ofNodes(staying, total)} ${kept}, since ${why}`]),
        ...(leaving.length === 0 ? [] : [`${ofNodes(leaving, total)} ${lost} fit the template any more`]),
      ].join("; ");
    },
    help({ namespace, pods, tolerations, label }) {
      const [pod] = pods;
      const remedies = [
        ...(pod === undefined
          ? []
          : [
              "delete a pod that is not wanted there; it does not come back:",
              `  kubectl -n ${namespace} delete pod ${pod}`,
            ]),
        ...(tolerations.length === 0
          ? []
          : [
              "to have the pods there for good, add to the tolerations of `spec.template.spec`:",
              ...tolerationsBlock(tolerations),
            ]),
        ...(label === "" ? [] : ["to have a pod there again, give the node back its label:", `  ${label}`]),
      ];
      return remedies.length > 0
        ? remedies.join("\n")
        : [
            "nothing, if that is meant: the controller deletes the pods by itself. Where they are and should be:",
            "  kubectl get nodes --show-labels",
          ].join("\n");
    },
  },
  find({ subject, facts: { placement, rollout } }) {
    // Of a node that is not ready NodeConditionExcludes tells, of these UpdateDeletesMisscheduledPod.
    const groups = placement.exclusions.filter((group) => causeOf(group) !== "Condition");
    const excluded = new Set(nodesOf(groups));
    for (const name of rollout.losesPodOn) excluded.delete(name);
    const nodes = placement.nodes.filter(({ name, state }) => state === "Misscheduled" && excluded.has(name));
    if (nodes.length === 0) return [];
    const staying = nodes.filter(stays);
    const concerned = groupsWith(groups, nodes);
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          staying: staying.map(({ name }) => name),
          leaving: nodes.filter((node) => !stays(node)).map(({ name }) => name),
          total: placement.nodes.length,
          pods: staying.flatMap(({ pod }) => pod?.name ?? []),
          taints: lastingTaints(groupsWith(groups, staying)),
          tolerations: tolerationLines(concerned.filter((group) => causeOf(group) === "Taint")),
          label: labelCommand(concerned),
        },
        evidence: nodes.flatMap((node) => [
          evidence(beside(subject, "v1", "Pod", node.pod?.name ?? ""), "/spec/nodeName", node.name),
          ...onNode(node, node.reasons[0]?.type ?? "Taint"),
        ]),
      },
    ];
  },
});

function groupsWith(groups: readonly ExclusionGroup[], nodes: readonly NodePlacement[]) {
  const names = new Set(nodes.map(({ name }) => name));
  return groups.filter((group) => group.nodes.some((name) => names.has(name)));
}

function stays({ shouldContinueRunning, pod }: NodePlacement): boolean {
  return shouldContinueRunning === true && pod?.terminating === false;
}
