import type { ExclusionGroup, Placement } from "../explanation/placement.ts";
import { excludedBy, nodesOf, ofNodes, taintText } from "./exclusionCauses.ts";
import { onNodes } from "./exclusionEvidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

type Condition = NonNullable<ExclusionGroup["condition"]>;

export const nodeConditionExcludes = finding<
  {
    /** NotReady, Unreachable, NetworkUnavailable, OutOfService, or Other. */
    readonly condition: string;
    readonly nodes: readonly string[];
    /** How many nodes there are. */
    readonly total: number;
    readonly taints: readonly string[];
    /** Those of the nodes whose pod stays, and counts as misscheduled. */
    readonly keeping: readonly string[];
  },
  "DaemonSet"
>({
  meta: {
    code: "NodeConditionExcludes",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "nodes get no pod while they are in a bad condition",
    explanation: `A node that is not ready is tainted twice by the node lifecycle controller, with \`node.kubernetes.io/not-ready\`
or \`node.kubernetes.io/unreachable\` and the effects \`NoExecute\` and \`NoSchedule\`. The DaemonSet controller
adds a toleration for the first to all its pods, so the pod stays; it adds none for the second. So the node drops
out of \`desiredNumberScheduled\`, its pod counts as misscheduled, and a pod that is lost there is not created
again before the node is ready. \`network-unavailable\` (without hostNetwork), \`out-of-service\` and the taints of
a cloud provider on a node that is new or shut down work alike.

This says nothing against the DaemonSet, and goes with the condition. A toleration would only create pods that
nobody starts.

The taints change the controller's mind, but do not wake it up: the counts in \`status\` can be of before until a
pod or the spec changes.

Upstream: \`pkg/controller/nodelifecycle/node_lifecycle_controller.go#nodeConditionToTaintKeyStatusMap\`,
\`pkg/controller/daemon/util/daemonset_util.go#AddOrUpdateDaemonPodTolerations\` (v1.36).`,
    example: {
      condition: "NotReady",
      nodes: ["node-9"],
      total: 12,
      taints: ["node.kubernetes.io/not-ready:NoSchedule"],
      keeping: ["node-9"],
    },
    message({ condition, nodes, total, taints, keeping }) {
      const isOne = nodes.length === 1;
      const [is, get, they] = isOne ? ["is", "gets", "it"] : ["are", "get", "they"];
      const state: { readonly [Name in Condition]: string } = {
        NotReady: `${is} NotReady: ${they} ${get} no pod until ${they} ${is} Ready again`,
        Unreachable: `${is} unreachable: ${they} ${get} no pod until ${isOne ? "its kubelet reports" : "their kubelets report"} again`,
        NetworkUnavailable: `${isOne ? "has" : "have"} no network yet: ${they} ${get} no pod until the network plugin has set it up`,
        OutOfService: `${is} marked out of service: ${they} ${get} no pod until somebody takes the taint away`,
        Other: `${isOne ? "has" : "have"} ${named(taints)}: ${they} ${get} no pod until the taint goes by itself`,
      };
      const stay = keeping.length === 1 ? "pod stays, and counts" : "pods stay, and count";
      const whose = isOne ? "its" : "the";
      const where = isOne ? "" : ` (on ${named(keeping)})`;
      const kept = keeping.length === 0 ? "" : `; ${whose} ${stay} as misscheduled meanwhile${where}`;
      return `${ofNodes(nodes, total)} ${state[condition as Condition]}${kept}`;
    },
    help({ condition, nodes }) {
      const [first = ""] = nodes;
      if (condition === "OutOfService") {
        return [
          "when the node is back, or was shut down by mistake, take the taint away:",
          `  kubectl taint nodes ${first} node.kubernetes.io/out-of-service-`,
        ].join("\n");
      }
      const what =
        condition === "NetworkUnavailable"
          ? "see what keeps the network plugin from the node; a plugin itself needs `hostNetwork: true`"
          : "see to the node, not to the DaemonSet";
      return [`${what}:`, `  kubectl describe node ${first}`].join("\n");
    },
  },
  find({ facts: { placement } }) {
    const byCondition = Map.groupBy(
      excludedBy(placement, "Condition"),
      ({ condition }): Condition => condition ?? "Other",
    );
    return [...byCondition].map(([condition, groups]) => {
      const nodes = nodesOf(groups);
      return {
        parameters: {
          condition,
          nodes,
          total: placement.nodes.length,
          taints: taintsOf(groups),
          keeping: keepingPods(placement, nodes),
        },
        evidence: onNodes(placement, nodes, "Taint"),
      };
    });
  },
});

function taintsOf(groups: readonly ExclusionGroup[]): readonly string[] {
  const taints = groups.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.type === "Taint" ? [taintText(reason)] : [])),
  );
  return [...new Set(taints)];
}

function keepingPods({ nodes }: Placement, names: readonly string[]): readonly string[] {
  const concerned = new Set(names);
  return nodes
    .filter(
      ({ name, state, shouldContinueRunning }) =>
        concerned.has(name) && state === "Misscheduled" && shouldContinueRunning === true,
    )
    .map(({ name }) => name);
}
