import type { NodePlacement } from "../explanation/placement.ts";
import { beside, evidence } from "./evidence.ts";
import { ofNodes } from "./exclusionCauses.ts";
import { podWithoutPort } from "./hostPorts.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const hostPortConflict = finding<
  {
    readonly namespace: string;
    readonly daemonSet: string;
    readonly nodes: readonly string[];
    /** How many nodes should run it. */
    readonly desired: number;
    /** Those that the template asks for: `9100/TCP`. The scheduler does not say which of them it is. */
    readonly ports: readonly string[];
    /** The DaemonSet's own old pods hold the ports, since the update is to run the new ones beside them. */
    readonly bySurge: boolean;
  },
  "DaemonSet"
>({
  meta: {
    code: "HostPortConflict",
    severity: "error",
    kinds: ["DaemonSet"],
    title: "a host port is taken, so pods cannot be scheduled",
    explanation: `A \`hostPort\`, and with \`hostNetwork\` every \`containerPort\`, is a port of the node itself, and of each port
and protocol there is one. The scheduler binds a pod only to a node where no other pod asks for the same; a pod of
a DaemonSet can go to no other node and stays Pending. The DaemonSet controller does not look at ports: the node
counts as desired, and the pod exists. (Old versions of the controller judged ports themselves and reported
\`DESIRED 0\` without a word.)

Most often two installations of the same agent are in the cluster, or another pod with \`hostNetwork\` declares the
port. The scheduler knows what pods declare, not what processes of the node listen on.

With \`maxSurge\` an update is to run the new pod beside the old one. Where the template has a host port that can
never succeed: the new pod waits for the port of the old one, which waits for the new one to be available.

Upstream: \`pkg/scheduler/framework/plugins/nodeports/node_ports.go#fitsPorts\`,
\`pkg/controller/daemon/update.go#rollingUpdate\` (v1.36).`,
    example: {
      namespace: "metrics",
      daemonSet: "node-exporter",
      nodes: ["node-2"],
      desired: 8,
      ports: ["9100/TCP"],
      bySurge: false,
    },
    message({ nodes, desired, ports, bySurge }) {
      const port =
        ports.length === 1 ? `the host port ${named(ports)}` : `one of the host ports ${named(ports)}`;
      if (bySurge) {
        return `the update cannot go on: on ${ofNodes(nodes, desired)} the new pod waits for ${port}, which the old one beside it keeps`;
      }
      const cannot = nodes.length === 1 ? "cannot run its pod" : "cannot run their pods";
      return `${ofNodes(nodes, desired)} ${cannot}: another pod has ${port}`;
    },
    help({ namespace, daemonSet, nodes, bySurge }) {
      if (bySurge) {
        const rollingUpdate = { maxSurge: 0, maxUnavailable: 1 };
        return [
          "replace the pods one after the other instead:",
          `  kubectl -n ${namespace} patch daemonset/${daemonSet} --type merge -p '${JSON.stringify({ spec: { updateStrategy: { rollingUpdate } } })}'`,
        ].join("\n");
      }
      const columns =
        "NAMESPACE:.metadata.namespace,POD:.metadata.name,HOSTPORTS:.spec.containers[*].ports[*].hostPort";
      return [
        "find the pod that has it, then remove that one or choose another port:",
        `  kubectl get pods --all-namespaces --field-selector spec.nodeName=${nodes[0]} -o custom-columns='${columns}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { placement, rollout, host } }) {
    const without = placement.nodes.filter((node) => podWithoutPort(node)?.terminating === false);
    const surging = without.filter((node) => (rollout.maxSurge ?? 0) > 0 && hasRunningPod(node));
    return [
      { bySurge: false, nodes: without.filter((node) => !surging.includes(node)) },
      { bySurge: true, nodes: surging },
    ]
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ bySurge, nodes }) => ({
        parameters: {
          namespace: subject.namespace ?? "",
          daemonSet: subject.name,
          nodes: nodes.map(({ name }) => name),
          desired: placement.desired ?? 0,
          ports: [...new Set(host.ports.map(({ hostPort, protocol }) => `${hostPort}/${protocol}`))],
          bySurge,
        },
        evidence: nodes.map((node) =>
          evidence(
            beside(subject, "v1", "Pod", podWithoutPort(node)?.name ?? ""),
            "/status/phase",
            "Pending",
          ),
        ),
      }));
  },
});

function hasRunningPod({ pod, otherPods = [] }: NodePlacement): boolean {
  return [...(pod === undefined ? [] : [pod]), ...otherPods].some(({ bound }) => bound);
}
