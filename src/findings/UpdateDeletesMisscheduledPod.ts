import { beside, evidence } from "./evidence.ts";
import { excludedBy, lastingTaints, nodesOf, ofNodes } from "./exclusionCauses.ts";
import { onNode } from "./exclusionEvidence.ts";
import { tolerationLines, tolerationsBlock } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const updateDeletesMisscheduledPod = finding<
  {
    readonly nodes: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    readonly taints: readonly string[];
    /** Lines of YAML with which the nodes keep a pod. */
    readonly tolerations: readonly string[];
  },
  "DaemonSet"
>({
  meta: {
    code: "UpdateDeletesMisscheduledPod",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "the update deletes pods that are not created again",
    explanation: `When a node gets a \`NoSchedule\` taint that is not tolerated, the pod that is there stays, as a misscheduled one.
A rolling update visits such nodes like all others: it deletes the pod because its template is old. But to create
the new one the controller asks whether the node should run it, and now it should not. So the node loses its pod
for as long as the taint is there, while \`kubectl rollout status\` looks at the desired nodes only and reports
success.

It is harmless where the pod was to leave the node in any case. For an agent that the node needs, such as storage,
network or logging, add the toleration in the same update.

A node that is not ready is left out here: it gets its pod back as soon as it is ready.

Upstream: \`pkg/controller/daemon/update.go#rollingUpdate\`,
\`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\` (v1.36).`,
    example: {
      nodes: ["node-4"],
      total: 12,
      taints: ["dedicated=search:NoSchedule"],
      tolerations: [
        "# node-4",
        '- key: "dedicated"',
        "  operator: Equal",
        '  value: "search"',
        "  effect: NoSchedule",
      ],
    },
    message({ nodes, total, taints }) {
      const what = `${named(taints)}, which ${taints.length === 1 ? "is" : "are"} not tolerated`;
      return nodes.length === 1
        ? `${ofNodes(nodes, total)} loses its pod in this update and gets no new one: it has ${what}`
        : `${ofNodes(nodes, total)} lose their pods in this update and get no new ones: they have ${what}`;
    },
    help({ tolerations }) {
      return [
        "to keep a pod there, add to the tolerations of `spec.template.spec`, best before the update gets there:",
        ...tolerationsBlock(tolerations),
      ].join("\n");
    },
  },
  find({ subject, facts: { placement, rollout } }) {
    const losing = new Set(rollout.losesPodOn);
    const groups = excludedBy(placement, "Taint").filter((group) =>
      group.nodes.some((name) => losing.has(name)),
    );
    const tainted = new Set(nodesOf(groups));
    const nodes = placement.nodes.filter(({ name }) => losing.has(name) && tainted.has(name));
    if (nodes.length === 0) return [];
    return [
      {
        parameters: {
          nodes: nodes.map(({ name }) => name),
          total: placement.nodes.length,
          taints: lastingTaints(groups),
          tolerations: tolerationLines(groups),
        },
        evidence: nodes.flatMap((node) => [
          evidence(beside(subject, "v1", "Pod", node.pod?.name ?? ""), "/spec/nodeName", node.name),
          ...onNode(node, "Taint"),
        ]),
      },
    ];
  },
});
