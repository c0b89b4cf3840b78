import { evidence, pointerStep } from "./evidence.ts";
import { excludedBy, lackedLabels, nodesOf, ofNodes } from "./exclusionCauses.ts";
import { onNodes } from "./exclusionEvidence.ts";
import { labelCommand } from "./exclusionRemedies.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const nodeSelectorExcludes = finding<
  {
    readonly namespace: string;
    readonly daemonSet: string;
    readonly nodes: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    /** `key=value`, those that one of the nodes does not have. */
    readonly wanted: readonly string[];
    /** Gives one of the nodes what it lacks; "" when labels alone do not help or are not for people to set. */
    readonly label: string;
  },
  "DaemonSet"
>({
  meta: {
    code: "NodeSelectorExcludes",
    severity: "info",
    kinds: ["DaemonSet"],
    title: "nodes do not have the labels that nodeSelector asks for",
    explanation: `The DaemonSet controller creates pods only on nodes that have every label of \`spec.template.spec.nodeSelector\`
with the very value that stands there. The other nodes are not in \`desiredNumberScheduled\`. Whoever takes such a
label from a node makes the controller delete the pod there, at once and without regard to a PodDisruptionBudget.

This is how a DaemonSet is meant to be aimed at some of the nodes, so there is nothing to do while these are the
right ones. Nodes of another operating system or processor (\`kubernetes.io/os\`, \`kubernetes.io/arch\`) are not
counted here: the pods could not run there.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`,
\`staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go#GetRequiredNodeAffinity\`
(v1.36).`,
    example: {
      namespace: "storage",
      daemonSet: "local-provisioner",
      nodes: ["node-1", "node-4"],
      total: 12,
      wanted: ["disk=ssd"],
      label: "kubectl label node node-1 disk=ssd",
    },
    message({ nodes, total, wanted }) {
      const what = wanted.length === 1 ? "the label" : "the labels";
      const lack = nodes.length === 1 ? "lacks" : "lack";
      return `${ofNodes(nodes, total)} ${lack} ${what} that its nodeSelector asks for: ${named(wanted)}`;
    },
    help({ namespace, daemonSet, wanted, label }) {
      if (label !== "") {
        return [
          "where it should run as well, give the node the label, and the pod comes by itself:",
          `  ${label}`,
        ].join("\n");
      }
      const freed = Object.fromEntries(wanted.map((each) => [each.split("=")[0] ?? "", null]));
      const patch = JSON.stringify({ spec: { template: { spec: { nodeSelector: freed } } } });
      return [
        "where it should run as well, ask for less; this replaces all its pods:",
        `  kubectl -n ${namespace} patch daemonset/${daemonSet} --type merge -p '${patch}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { placement } }) {
    const groups = excludedBy(placement, "NodeSelector");
    if (groups.length === 0 || placement.desired === 0) return [];
    const nodes = nodesOf(groups);
    const wanted = lackedLabels(groups);
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          daemonSet: subject.name,
          nodes,
          total: placement.nodes.length,
          wanted: [...wanted].map(([key, value]) => `${key}=${value}`),
          label: labelCommand(groups),
        },
        evidence: [
          ...[...wanted].map(([key, value]) =>
            evidence(subject, `/spec/template/spec/nodeSelector/${pointerStep(key)}`, value),
          ),
          ...onNodes(placement, nodes, "NodeSelector"),
        ],
      },
    ];
  },
});
