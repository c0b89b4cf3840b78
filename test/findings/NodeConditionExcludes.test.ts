import { expect } from "vitest";
import { explained } from "../kinds/recorded.ts";
import { excluding, taint } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const notReady = {
  reasons: [taint("node.kubernetes.io/not-ready", "NoSchedule")],
  nodes: ["node-9"],
  misscheduled: 0,
  condition: "NotReady",
} as const;
const outOfService = {
  reasons: [taint("node.kubernetes.io/out-of-service", "NoExecute", "nodeshutdown")],
  nodes: ["node-7"],
  misscheduled: 0,
  condition: "OutOfService",
} as const;
const remedy = { tolerations: [{ key: "gpu", operator: "Exists" }], admits: [], insufficient: true };

findingTable("NodeConditionExcludes", {
  valid: [
    ["it runs on every node", fluentd()],
    [
      "the node has a taint besides that keeps the pod away for good",
      excluding([{ ...notReady, reasons: [taint("gpu", "NoSchedule"), ...notReady.reasons], remedy }]),
    ],
    [
      "the node does not match its nodeSelector in any case",
      excluding([
        { ...notReady, reasons: [{ type: "NodeSelector", key: "disk", wanted: "ssd" }, ...notReady.reasons] },
      ]),
    ],
  ],
  invalid: [
    [
      "a node is NotReady and has no pod",
      excluding([notReady]),
      [
        {
          parameters: { condition: "NotReady", nodes: ["node-9"], total: 3, keeping: [] },
          evidence: ["Node/node-9 /spec/taints"],
        },
      ],
    ],
    [
      "of a recorded cluster, where the pod stays on the node",
      await explained("daemonset-node-not-ready", "DaemonSet"),
      [
        {
          parameters: {
            condition: "NotReady",
            nodes: ["node-9"],
            total: 12,
            taints: ["node.kubernetes.io/not-ready:NoSchedule"],
            keeping: ["node-9"],
          },
          evidence: ["Node/node-9 /spec/taints"],
        },
      ],
    ],
    [
      "two nodes are kept out by conditions that ask for different things",
      excluding([notReady, outOfService]),
      [
        { parameters: { condition: "NotReady", nodes: ["node-9"] }, evidence: [expect.anything()] },
        { parameters: { condition: "OutOfService", nodes: ["node-7"] }, evidence: [expect.anything()] },
      ],
    ],
    [
      "the pod of another node is misscheduled for another reason",
      excluding(
        [
          notReady,
          {
            reasons: [taint("gpu", "NoSchedule")],
            nodes: ["gpu-0"],
            misscheduled: 1,
            remedy: { ...remedy, insufficient: false },
          },
        ],
        2,
        { state: "Misscheduled" },
      ),
      [{ parameters: { nodes: ["node-9"], keeping: ["node-9"] }, evidence: [expect.anything()] }],
    ],
    [
      "no node is left, which is the nodes' fault alone",
      excluding([notReady], 0),
      [{ parameters: { nodes: ["node-9"], total: 1 }, evidence: [expect.anything()] }],
    ],
  ],
});
