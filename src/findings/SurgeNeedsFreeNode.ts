import { evidence } from "./evidence.ts";
import { newWorkload } from "./newWorkload.ts";
import { needsOwnNode } from "./ownNode.ts";
import { conversionFinding } from "./rule.ts";
import { surgeBudget } from "./surgeBudget.ts";
import { count } from "./words.ts";

export const surgeNeedsFreeNode = conversionFinding<{
  /** `HostPort`, `AntiAffinity` */
  readonly because: string;
  /** `9100/TCP`, or the key by which the pods keep apart. */
  readonly by: string;
  readonly pods: number;
  /** How many nodes could run one; 0 when it is not known. */
  readonly nodes: number;
}>({
  meta: {
    code: "SurgeNeedsFreeNode",
    severity: "warning",
    kinds: ["Deployment"],
    title: "an update of the Deployment would wait for a free node",
    explanation: `Each pod of the template needs a node without another one of them: it takes a port of the node, or a required
anti-affinity by hostname keeps its pods apart. A Deployment whose \`maxUnavailable\` comes to 0 starts the new pod
before an old one may go; where every node that could run it has a pod already, the new one stays Pending, and the
update never begins. That is so with what a Deployment does when its strategy says nothing, 25% and 25%, for up to
3 pods: of unavailable pods a percentage is rounded down. A StatefulSet and a DaemonSet let an old pod go first.

It concerns updates to come, not the conversion itself. Where the number of nodes could not be read, it is a warning
to count them.

Upstream: \`pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts\`,
\`pkg/scheduler/framework/plugins/nodeports/node_ports.go\`, \`…/interpodaffinity/filtering.go\` (v1.36).`,
    example: { because: "HostPort", by: "9100/TCP", pods: 3, nodes: 3 },
    message({ because, by, pods, nodes }) {
      const why =
        because === "HostPort"
          ? `takes the port \`${by}\` of its node`
          : `keeps away from the others by \`${by}\``;
      const room =
        nodes === 0
          ? "how many nodes could is not known"
          : nodes === 1
            ? "only 1 node can run one"
            : `only ${nodes} nodes can`;
      return `an update of the Deployment runs a pod beside its ${count(pods, "pod")} before one may go; each ${why}, and ${room}: without a free node it never begins`;
    },
    help() {
      return [
        "let a pod go before its successor comes, in the manifest:",
        "  spec:",
        "    strategy:",
        "      rollingUpdate:",
        "        maxSurge: 0",
        "        maxUnavailable: 1",
      ].join("\n");
    },
  },
  find(conversion) {
    const { target, pods } = conversion;
    const workload = newWorkload(conversion);
    const own = needsOwnNode(workload);
    const { after = 1, nodes = 0 } = pods;
    const budget = surgeBudget(workload, after);
    if (own === undefined || budget === undefined || after === 0) return [];
    if (budget.surge === 0 || budget.unavailable > 0) return [];
    if (pods.nodes !== undefined && after < pods.nodes) return [];
    // Then not even all of its pods run: see HostPortNeedsNodes.
    if (own.because === "HostPort" && nodes > 0 && after > nodes) return [];
    const written = workload.spec?.strategy?.rollingUpdate ?? {};
    return [
      {
        parameters: { because: own.because, by: own.value, pods: after, nodes },
        evidence: [
          evidence(
            target,
            own.pointer,
            own.because === "HostPort" ? Number.parseInt(own.value, 10) : own.value,
          ),
          evidence(target, "/spec/strategy/rollingUpdate/maxUnavailable", written.maxUnavailable ?? "25%"),
        ],
      },
    ];
  },
});
