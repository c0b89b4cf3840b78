import { expect, it } from "vitest";
import type { DaemonSetRollout } from "../../src/explanation/daemonSetFacts.ts";
import type { NodePlacement, PlacedPod } from "../../src/explanation/placement.ts";
import { rules } from "../../src/findings/index.ts";
import { explained } from "../kinds/recorded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

/** An update that waits for node-2, and what is on that. */
function held(
  phase: DaemonSetRollout["phase"],
  by: { readonly node?: string; readonly pod?: string; readonly reason: string },
  change: Partial<PlacedPod> = {},
  nodeReady: NodePlacement["nodeReady"] = "True",
) {
  return fluentd(({ placement, rollout }) => ({
    rollout: {
      ...rollout,
      phase,
      updated: 1,
      available: 1,
      heldUpBy: [{ node: "node-2", pod: "fluentd-node-2", ...by }],
    },
    placement: {
      ...placement,
      nodes: placement.nodes.map((node) =>
        node.name !== "node-2" || node.pod === undefined
          ? node
          : { ...node, nodeReady, pod: { ...node.pod, ready: false, available: false, ...change } },
      ),
    },
  }));
}

const noPort = { reason: "Unschedulable", summary: "didn't have free ports for the requested pod ports" };
const evidence = ["Pod/fluentd-node-2 /status/phase"];

/** The API server chose the names of recorded pods, and the controller the order of nodes. */
const phaseOfAgent = /^Pod\/agent-.* \/status\/phase$/;
const anyNode = expect.stringMatching(/^node-/);

findingTable("RolloutStuck", {
  valid: [
    ["the update is complete", fluentd()],
    ["the update waits for a pod that is starting", held("Progressing", { reason: "ContainerCreating" })],
    [
      "the new pod waits for a host port, which HostPortConflict tells",
      held("Stuck", { reason: noPort.summary }, { phase: "Pending", waiting: noPort }),
    ],
  ],
  invalid: [
    [
      "of a recorded cluster, where the new container crashes",
      await explained("daemonset-rollout-crash-loop", "DaemonSet"),
      [
        {
          parameters: {
            namespace: "security",
            daemonSet: "agent",
            updated: 1,
            desired: 8,
            nodes: [anyNode],
            pod: expect.stringMatching(/^agent-/),
            fault: "pod",
          },
          evidence: [expect.stringMatching(phaseOfAgent)],
        },
      ],
    ],
    [
      "of a recorded cluster, where two nodes have no room for the new pods",
      await explained("daemonset-rollout-no-room", "DaemonSet"),
      [
        {
          parameters: { nodes: [anyNode, anyNode], reason: "Insufficient cpu", fault: "pod" },
          evidence: [expect.stringMatching(phaseOfAgent), expect.stringMatching(phaseOfAgent)],
        },
      ],
    ],
    [
      "a pod that terminates for ever, since its kubelet is gone",
      held(
        "Stuck",
        { reason: "its pod is terminating on a node that is not Ready" },
        { terminating: true },
        "Unknown",
      ),
      [{ parameters: { nodes: ["node-2"], fault: "node" }, evidence }],
    ],
    [
      "a new pod that nobody starts, since its node is NotReady",
      held(
        "Stuck",
        { reason: "its node's Ready condition is False" },
        { waiting: { reason: "NodeNotReady", summary: "" } },
        "False",
      ),
      [{ parameters: { fault: "node" }, evidence }],
    ],
    [
      "a new pod that crashes on a node that is NotReady by now",
      held(
        "Stuck",
        { reason: "container fluentd: CrashLoopBackOff" },
        { waiting: { reason: "CrashLoopBackOff", summary: "" } },
        "False",
      ),
      [{ parameters: { fault: "pod" }, evidence }],
    ],
    [
      "a node without a pod comes first in the order of nodes, but says less than a pod that crashes",
      withoutPodOnNode1(held("Stuck", { reason: "container fluentd: CrashLoopBackOff" })),
      [
        {
          parameters: {
            nodes: ["node-2", "node-1"],
            reason: "container fluentd: CrashLoopBackOff",
            fault: "pod",
          },
          evidence: [...evidence, "Node/node-1 /metadata/name"],
        },
      ],
    ],
    [
      "a pod that terminates on a node that is well",
      held("Stuck", { reason: "its pod is terminating" }, { terminating: true }),
      [{ parameters: { fault: "pod" }, evidence }],
    ],
    [
      "a pod of a node that was deleted",
      held("Stuck", {
        node: "node-5",
        pod: "fluentd-q2x7p",
        reason: "its node does not exist any more, and its pod counts until it is gone",
      }),
      [
        {
          parameters: { nodes: ["node-5"], fault: "missingNode" },
          evidence: ["Pod/fluentd-q2x7p /metadata/name"],
        },
      ],
    ],
  ],
});

function withoutPodOnNode1({ facts, ...explanation }: ReturnType<typeof held>) {
  const { rollout } = facts;
  const heldUpBy = [{ node: "node-1", reason: "it has no pod yet" }, ...rollout.heldUpBy];
  return { ...explanation, facts: { ...facts, rollout: { ...rollout, heldUpBy } } };
}

it.each([
  [
    "its container crashes, and says so in its logs",
    { reason: "container fluentd: CrashLoopBackOff (exit code 1, 6 restarts)" },
    "  kubectl -n logging logs fluentd-node-2 -c fluentd --previous\n  kubectl -n logging rollout undo daemonset/fluentd",
  ],
  [
    "it has no room",
    { reason: "Insufficient cpu" },
    "  kubectl -n logging describe pod fluentd-node-2\n  kubectl -n logging rollout undo daemonset/fluentd",
  ],
  [
    "its node is gone",
    { node: "node-5", pod: "fluentd-q2x7p", reason: "its node does not exist any more" },
    "  kubectl -n logging delete pod fluentd-q2x7p --force --grace-period=0",
  ],
])("the help of RolloutStuck turns to where the trouble is: %s", (_, by, commands) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "RolloutStuck")
    .flatMap((rule) => rule.findings(held("Stuck", by)));
  expect(found?.help.split("\n").slice(1).join("\n")).toBe(commands);
});
