import type { NodePlacement, PlacedPod } from "../explanation/placement.ts";
import { logsOfCrash } from "./crashLogs.ts";
import { beside, evidence } from "./evidence.ts";
import { podWithoutPort } from "./hostPorts.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

export const rolloutStuck = finding<
  {
    readonly namespace: string;
    readonly daemonSet: string;
    readonly updated: number;
    /** How many nodes should run it. */
    readonly desired: number;
    /** Those that the update waits for, the one that will not get past by itself first. */
    readonly nodes: readonly string[];
    /** The first of their pods; "" when the node has none. */
    readonly pod: string;
    /** Why the first does not get on. */
    readonly reason: string;
    /** What is in the way: the new template's pod, its node, or a pod of a node that is gone. */
    readonly fault: "pod" | "node" | "missingNode";
  },
  "DaemonSet"
>({
  meta: {
    code: "RolloutStuck",
    severity: "error",
    kinds: ["DaemonSet"],
    title: "the update will not get any further by itself",
    explanation: `A rolling update of a DaemonSet takes down an available old pod only while fewer than \`maxUnavailable\` nodes are
without an available new one, and with \`maxSurge\` runs a new pod beside the old one on that many nodes. New pods
that do not become available use the budget up, and when it is spent for good the update stops where it is. There
is no deadline, no condition and no event: \`kubectl rollout status\` just waits.

The old pods that are left go on as before, so nothing gets worse by itself. Undoing the update replaces the new
pods that fail at once: a pod of another than the current template that is not available is replaced beyond the
budget. The same goes for a corrected template.

A pod that is terminating uses up the budget as well (without surge), which never ends where the kubelet is gone,
as long as the Node object is there.

Upstream: \`pkg/controller/daemon/update.go#rollingUpdate\` (v1.36).`,
    example: {
      namespace: "security",
      daemonSet: "agent",
      updated: 2,
      desired: 8,
      nodes: ["node-3"],
      pod: "agent-szrl5",
      reason: "container agent: CrashLoopBackOff (exit code 1, 6 restarts)",
      fault: "pod",
    },
    message({ updated, desired, nodes, reason }) {
      return `the update is stuck at ${updated} of ${count(desired, "node")}, held up by ${named(nodes)}: ${reason.replace(/\.$/, "")}`;
    },
    help({ namespace, daemonSet, nodes, pod, reason, fault }) {
      const [node = ""] = nodes;
      if (fault === "node") {
        return [
          "bring the node back; if it is gone for good, delete it, and its pod goes with it:",
          `  kubectl describe node ${node}`,
        ].join("\n");
      }
      if (fault === "missingNode") {
        return [
          "the garbage collector takes the pod after a while; to go on at once, as its node is gone for good:",
          `  kubectl -n ${namespace} delete pod ${pod} --force --grace-period=0`,
        ].join("\n");
      }
      if (pod === "") {
        return [
          "see why a pod is missing there:",
          `  kubectl -n ${namespace} describe daemonset/${daemonSet}`,
        ].join("\n");
      }
      const look = logsOfCrash(pod, reason) ?? `describe pod ${pod}`;
      return [
        "see why, then correct the template or go back to the one before; either replaces the failing pods at once:",
        `  kubectl -n ${namespace} ${look}`,
        `  kubectl -n ${namespace} rollout undo daemonset/${daemonSet}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { rollout, placement } }) {
    const { phase, heldUpBy, updated = 0, desired = 0 } = rollout;
    if (phase !== "Stuck") return [];
    const byNode = new Map(placement.nodes.map((node) => [node.name, node]));
    // HostPortConflict tells of the others, and knows the remedy.
    const holders = heldUpBy
      .filter(({ node }) => podWithoutPort(byNode.get(node) ?? nowhere) === undefined)
      .toSorted((a, b) => Number(b.pod !== undefined) - Number(a.pod !== undefined));
    const [first] = holders;
    if (first === undefined) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          daemonSet: subject.name,
          updated,
          desired,
          nodes: holders.map(({ node }) => node),
          pod: first.pod ?? "",
          reason: first.reason,
          fault: faultOf(byNode.get(first.node), first.pod),
        },
        evidence: holders.map(({ node, pod }) =>
          pod === undefined
            ? evidence({ apiVersion: "v1", kind: "Node", name: node }, "/metadata/name", node)
            : evidenceOfPod(podNamed(byNode.get(node), pod), pod),
        ),
      },
    ];

    function evidenceOfPod(pod: PlacedPod | undefined, name: string) {
      const ref = beside(subject, "v1", "Pod", name);
      return pod === undefined
        ? evidence(ref, "/metadata/name", name)
        : evidence(ref, "/status/phase", pod.phase);
    }
  },
});

const nowhere: Pick<NodePlacement, "pod" | "otherPods"> = {};

function faultOf(node: NodePlacement | undefined, name: string | undefined): "pod" | "node" | "missingNode" {
  if (node === undefined) return "missingNode";
  const pod = podNamed(node, name);
  const waitsForNode = pod === undefined || pod.terminating || pod.waiting?.reason === "NodeNotReady";
  return node.nodeReady !== "True" && waitsForNode ? "node" : "pod";
}

function podNamed(node: NodePlacement | undefined, name: string | undefined): PlacedPod | undefined {
  return [node?.pod, ...(node?.otherPods ?? [])].find((pod) => pod?.name === name);
}
