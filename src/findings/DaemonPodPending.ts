import type { DaemonSetFacts } from "../explanation/daemonSetFacts.ts";
import type { NodePlacement, Waiting } from "../explanation/placement.ts";
import { logsOfCrash } from "./crashLogs.ts";
import { beside, evidence } from "./evidence.ts";
import { ofNodes } from "./exclusionCauses.ts";
import { lacksFreePorts } from "./hostPorts.ts";
import { finding } from "./rule.ts";

export const daemonPodPending = finding<
  {
    readonly namespace: string;
    readonly nodes: readonly string[];
    /** How many nodes should run it. */
    readonly desired: number;
    readonly pods: readonly string[];
    /** The cluster's word: `Unschedulable`, `ImagePullBackOff` … */
    readonly reason: string;
    /** What of the cluster's message concerns these pods. */
    readonly summary: string;
  },
  "DaemonSet"
>({
  meta: {
    code: "DaemonPodPending",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "pods exist, but do not come to run",
    explanation: `The DaemonSet controller decides for a node by its labels and taints alone and creates a pod that is aimed at it.
The rest is up to the scheduler, which looks at resources, ports, volumes and pod affinity, and up to the kubelet.
A pod for which the node has no room stays Pending for ever: it can go to no other node.

The scheduler's message counts the whole cluster: \`0/12 nodes are available: 1 Insufficient cpu, 11 node(s) didn't
satisfy plugin(s) [NodeAffinity]\`. The 11 are the nodes that the pod is not aimed at; the other clause is about
its own.

A DaemonSet's pods compete with what came to the node before them, so what every node needs should have a
\`priorityClassName\` that lets the scheduler push others out. For a new node this passes by itself while images
are being pulled; what is listed here is not of that sort.

Upstream: \`pkg/controller/daemon/daemon_controller.go#NodeShouldRunDaemonPod\`,
\`pkg/controller/daemon/util/daemonset_util.go#ReplaceDaemonSetPodNodeNameNodeAffinity\`,
\`pkg/scheduler/framework/types.go#FitError.Error\` (v1.36).`,
    example: {
      namespace: "profiling",
      nodes: ["node-3"],
      desired: 8,
      pods: ["agent-v27m8"],
      reason: "Unschedulable",
      summary: "Insufficient cpu",
    },
    message({ nodes, desired, summary }) {
      const wait = nodes.length === 1 ? "waits for its pod" : "wait for their pods";
      return `${ofNodes(nodes, desired)} ${wait} to run: ${summary.replace(/\.$/, "")}`;
    },
    help({ namespace, nodes, pods, reason, summary }) {
      const [node = ""] = nodes;
      const [pod = ""] = pods;
      if (reason === "Unschedulable" && summary.startsWith("Insufficient")) {
        return [
          "lower the template's requests, move something else away, or set a `priorityClassName` that outranks it:",
          `  kubectl describe node ${node}`,
        ].join("\n");
      }
      const logs = logsOfCrash(pod, summary);
      if (logs !== undefined) {
        return ["see why its init container fails:", `  kubectl -n ${namespace} ${logs}`].join("\n");
      }
      return ["see what it waits for, and mend that:", `  kubectl -n ${namespace} describe pod ${pod}`].join(
        "\n",
      );
    },
  },
  find({ subject, facts }) {
    const { placement } = facts;
    const stuck = placement.nodes.flatMap((node) => stuckPod(node) ?? []);
    const heldUp = heldUpNodes(facts);
    const told = stuck.filter(({ node, waiting }) => !heldUp.has(node) && !lacksFreePorts(waiting));
    return [...Map.groupBy(told, ({ waiting }) => `${waiting.reason}\n${waiting.summary}`).values()].map(
      (alike) => ({
        parameters: {
          namespace: subject.namespace ?? "",
          nodes: alike.map(({ node }) => node),
          desired: placement.desired ?? 0,
          pods: alike.map(({ pod }) => pod),
          reason: alike[0]?.waiting.reason ?? "",
          summary: alike[0]?.waiting.summary ?? "",
        },
        evidence: alike.map(({ pod }) =>
          evidence(beside(subject, "v1", "Pod", pod), "/status/phase", "Pending"),
        ),
      }),
    );
  },
});

/** Not those of a pod that is on its way: it is being scheduled, or its containers are being created. */
const lasting: ReadonlySet<string> = new Set([
  "Unschedulable",
  "SchedulingGated",
  "CrashLoopBackOff",
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "FailedMount",
  "FailedAttachVolume",
  "FailedCreatePodSandBox",
  "NodeNotReady",
]);

interface StuckPod {
  readonly node: string;
  readonly pod: string;
  readonly waiting: Waiting;
}

function stuckPod({ name, shouldRun, pod }: NodePlacement): StuckPod | undefined {
  if (shouldRun !== true || pod?.phase !== "Pending" || pod.terminating) return undefined;
  const { waiting } = pod;
  return waiting !== undefined && lasting.has(waiting.reason)
    ? { node: name, pod: pod.name, waiting }
    : undefined;
}

/** RolloutStuck tells of these. */
function heldUpNodes({ rollout }: DaemonSetFacts): ReadonlySet<string> {
  return new Set(rollout.phase === "Stuck" ? rollout.heldUpBy.map(({ node }) => node) : []);
}
