import type { ExclusionGroup } from "../explanation/placement.ts";
import { excludedBy, lackedExpressions, nodesOf, ofNodes } from "./exclusionCauses.ts";
import { onNodes } from "./exclusionEvidence.ts";
import { labelCommand } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const nodeAffinityExcludes = finding<
  {
    readonly namespace: string;
    readonly daemonSet: string;
    readonly nodes: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    /** What the terms ask for and one of the nodes does not have: `zone In (a, b)`. */
    readonly expressions: readonly string[];
    /** Why a term can match no node whatever. */
    readonly problems: readonly string[];
    /** Gives one of the nodes what it lacks; "" when labels alone do not help or are not for people to set. */
    readonly label: string;
  },
  "DaemonSet"
>({
  meta: {
    code: "NodeAffinityExcludes",
    severity: "info",
    kinds: ["DaemonSet"],
    title: "nodes do not match the required node affinity",
    explanation: `The DaemonSet controller creates pods only on nodes that match one of the \`nodeSelectorTerms\` of the required
node affinity. Terms are alternatives; inside a term every expression has to hold. A term that is empty, or that
cannot be parsed, matches no node, and the API server accepts some of these: \`Gt\` with a value that is not an
integer, for instance. Preferred node affinity does not count, and other nodes are not in
\`desiredNumberScheduled\`.

In the pods that it creates the controller replaces the required terms by one that names the node. So \`kubectl get
pod -o yaml\` shows another affinity than the template has.

This is how a DaemonSet is meant to be aimed at some of the nodes, so there is nothing to do while these are the
right ones. Nodes of another operating system or processor (\`kubernetes.io/os\`, \`kubernetes.io/arch\`) are not
counted here.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`,
\`staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go#LazyErrorNodeSelector.Match\`,
\`pkg/controller/daemon/util/daemonset_util.go#ReplaceDaemonSetPodNodeNameNodeAffinity\` (v1.36).`,
    example: {
      namespace: "zonal",
      daemonSet: "agent",
      nodes: ["node-1", "node-4"],
      total: 12,
      expressions: ["tier In (edge, core)"],
      problems: [],
      label: "kubectl label node node-1 tier=edge",
    },
    message({ nodes, total, expressions, problems }) {
      const match = nodes.length === 1 ? "does not match" : "do not match";
      const asked = expressions.length === 0 ? "" : ` (${named(expressions)})`;
      const broken = problems.length === 0 ? "" : `; a term can match no node at all: ${problems.join("; ")}`;
      return `${ofNodes(nodes, total)} ${match} its required node affinity${asked}${broken}`;
    },
    help({ namespace, daemonSet, label }) {
      if (label !== "") {
        return [
          "where it should run as well, give the node the label, and the pod comes by itself:",
          `  ${label}`,
        ].join("\n");
      }
      return [
        "where it should run as well, add a term for it to `nodeSelectorTerms`, which replaces all its pods:",
        `  kubectl -n ${namespace} edit daemonset/${daemonSet}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { placement } }) {
    const groups = excludedBy(placement, "NodeAffinity");
    if (groups.length === 0 || placement.desired === 0) return [];
    const nodes = nodesOf(groups);
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          daemonSet: subject.name,
          nodes,
          total: placement.nodes.length,
          expressions: lackedExpressions(groups),
          problems: problemsOf(groups),
          label: labelCommand(groups),
        },
        evidence: onNodes(placement, nodes, "NodeAffinity"),
      },
    ];
  },
});

function problemsOf(groups: readonly ExclusionGroup[]): readonly string[] {
  const problems = groups.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.type === "NodeAffinity" ? (reason.problem ?? []) : [])),
  );
  return [...new Set(problems)];
}
