import { expect } from "vitest";
import type { NodePlacement, PlacedPod } from "../../src/explanation/placement.ts";
import { explained } from "../kinds/recorded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

/** The pod of node-2, and of node-1 where a case says so, has come no further than this. */
function waiting(reason: string, summary: string, change: Partial<PlacedPod> = {}, both = false) {
  return fluentd(({ placement }) => ({
    placement: {
      ...placement,
      nodes: placement.nodes.map((node): NodePlacement => {
        if (node.pod === undefined || (node.name !== "node-2" && !both)) return node;
        const pending = { ...node.pod, phase: "Pending", ready: false, available: false };
        return { ...node, state: "Pending", pod: { ...pending, waiting: { reason, summary }, ...change } };
      }),
    },
  }));
}

const noCpu = ["Unschedulable", "Insufficient cpu"] as const;

findingTable("DaemonPodPending", {
  valid: [
    ["all pods run", fluentd()],
    [
      "the scheduler has not looked at the pod yet",
      waiting("NotScheduledYet", "the scheduler has not looked at it yet"),
    ],
    ["the containers are being created", waiting("ContainerCreating", "ContainerCreating")],
    ["the pod is on its way out", waiting(...noCpu, { terminating: true })],
    [
      "a container of a pod that has started crashes",
      waiting("CrashLoopBackOff", "container fluentd: CrashLoopBackOff", { phase: "Running" }),
    ],
    [
      "of a recorded cluster, where the port is taken, which HostPortConflict tells",
      await explained("daemonset-pending-host-port", "DaemonSet"),
    ],
    [
      "of a recorded cluster, where the pods hold an update up, which RolloutStuck tells",
      await explained("daemonset-rollout-no-room", "DaemonSet"),
    ],
  ],
  invalid: [
    [
      "of a recorded cluster, where one node has no room",
      await explained("daemonset-pending-cpu", "DaemonSet"),
      [
        {
          parameters: {
            namespace: "profiling",
            nodes: ["node-3"],
            desired: 8,
            pods: [expect.stringMatching(/^agent-/)],
            reason: "Unschedulable",
            summary: "Insufficient cpu",
          },
          evidence: [expect.stringMatching(/^Pod\/agent-.* \/status\/phase$/)],
        },
      ],
    ],
    [
      "two nodes have no room, which is one finding",
      waiting(...noCpu, {}, true),
      [
        {
          parameters: { nodes: ["node-1", "node-2"], desired: 2 },
          evidence: ["Pod/fluentd-node-1 /status/phase", "Pod/fluentd-node-2 /status/phase"],
        },
      ],
    ],
    [
      "an image cannot be pulled",
      waiting("ImagePullBackOff", "container fluentd: ImagePullBackOff"),
      [{ parameters: { reason: "ImagePullBackOff" }, evidence: ["Pod/fluentd-node-2 /status/phase"] }],
    ],
    [
      "an init container crashes, so that the pod is Pending still",
      waiting("CrashLoopBackOff", "container permissions: CrashLoopBackOff (exit code 1, 3 restarts)"),
      [{ parameters: { reason: "CrashLoopBackOff" }, evidence: ["Pod/fluentd-node-2 /status/phase"] }],
    ],
  ],
});
