import { evidence } from "./evidence.ts";
import { newWorkload } from "./newWorkload.ts";
import { hostPortOf } from "./ownNode.ts";
import { conversionFinding } from "./rule.ts";
import { count } from "./words.ts";

export const hostPortNeedsNodes = conversionFinding<{
  readonly to: string;
  /** `9100/TCP` */
  readonly port: string;
  readonly pods: number;
  readonly nodes: number;
}>({
  meta: {
    code: "HostPortNeedsNodes",
    severity: "error",
    kinds: ["Deployment", "StatefulSet"],
    title: "each pod takes a port of its node, and there are fewer nodes than pods",
    explanation: `A \`hostPort\`, and with \`hostNetwork\` every \`containerPort\`, is a port of the node itself, and a node has it once. So
each pod needs a node without another one of them. A DaemonSet never asks for more than one on a node; a Deployment
or a StatefulSet asks for as many as \`replicas\` says, and those beyond the number of nodes stay Pending, with
"didn't have free ports for the requested pod ports". A StatefulSet that waits for one of them creates no further.

The nodes counted are those that the template's node selector, node affinity and tolerations allow; what else runs
there, and whether it has the port, is not. Where the cluster adds nodes for Pending pods it is harmless.

Upstream: \`pkg/scheduler/framework/plugins/nodeports/node_ports.go#fitsPorts\` (v1.36).`,
    example: { to: "Deployment", port: "9100/TCP", pods: 8, nodes: 7 },
    message({ to, port, pods, nodes }) {
      const left = pods - nodes;
      return `each of the ${pods} pods of the ${to} takes the port \`${port}\` of its node, and ${count(nodes, "node")} can run one: ${count(left, "pod")} ${left === 1 ? "stays" : "stay"} Pending`;
    },
    help({ nodes }) {
      return [
        "run no more than there are nodes, or go without the hostPort and have a Service in front:",
        `  --replicas ${nodes}`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { target, pods } = conversion;
    const { after = 0, nodes = 0 } = pods;
    const port = hostPortOf(newWorkload(conversion));
    // Where no node fits at all, ports are not what is missing.
    if (port === undefined || nodes === 0 || after <= nodes) return [];
    return [
      {
        parameters: { to: target.kind, port: port.value, pods: after, nodes },
        evidence: [
          evidence(target, port.pointer, Number.parseInt(port.value, 10)),
          evidence(target, "/spec/replicas", after),
        ],
      },
    ];
  },
});
