import { expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../../src/findings/index.ts";
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
const tainted = {
  reasons: [taint("gpu", "NoSchedule", "true")],
  nodes: ["gpu-0"],
  misscheduled: 0,
  remedy: {
    tolerations: [{ key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" }],
    admits: ["gpu-0"],
    insufficient: false,
  },
} as const;
const named = {
  reasons: [{ type: "NodeName", wanted: "node-99" }],
  nodes: ["node-1"],
  misscheduled: 0,
} as const;

const withoutNodes = fluentd(({ placement }) => ({ placement: { ...placement, desired: 0, nodes: [] } }));

findingTable("NoEligibleNode", {
  valid: [
    ["it runs on every node", fluentd()],
    ["some nodes are left", excluding([tainted])],
    ["all nodes are NotReady, which is not its fault", excluding([notReady], 0)],
    [
      "desired is 0 in a status that may be of before, and the nodes were not read",
      fluentd(({ placement }) => ({
        placement: { ...placement, countsFrom: "status", desired: 0, nodes: [] },
      })),
    ],
  ],
  invalid: [
    [
      "of a recorded cluster, where no node has the GPU that it asks for",
      await explained("daemonset-no-eligible-node", "DaemonSet"),
      [
        {
          parameters: {
            total: 12,
            byNodeSelector: 12,
            byTaints: 0,
            byCondition: 0,
            labels: ["accelerator=nvidia-h100"],
            label: "kubectl label node node-1 accelerator=nvidia-h100",
          },
          evidence: [
            "DaemonSet/device-plugin /status/desiredNumberScheduled",
            ...Array.from({ length: 12 }, () =>
              expect.stringMatching(/^Node\/.* \/metadata\/labels\/accelerator$/),
            ),
          ],
        },
      ],
    ],
    [
      "every node is tainted or NotReady",
      excluding([tainted, notReady], 0),
      [
        {
          parameters: { total: 2, byTaints: 1, byCondition: 1, taints: ["gpu=true:NoSchedule"], label: "" },
          evidence: [
            "DaemonSet/fluentd /metadata/name",
            "Node/gpu-0 /spec/taints",
            "Node/node-9 /spec/taints",
          ],
        },
      ],
    ],
    [
      "the template names a node that there is not",
      excluding([named], 0),
      [
        {
          parameters: { total: 1, byNodeName: 1, label: "", tolerations: [] },
          evidence: ["DaemonSet/fluentd /metadata/name", "Node/node-1 /metadata/name"],
        },
      ],
    ],
    [
      "there are no nodes",
      withoutNodes,
      [{ parameters: { total: 0 }, evidence: ["DaemonSet/fluentd /metadata/name"] }],
    ],
  ],
});

it("the help of NoEligibleNode holds the tolerations where only taints are in the way", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "NoEligibleNode")
    .flatMap((rule) => rule.findings(excluding([tainted], 0)));
  const yaml =
    found?.help
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .join("\n") ?? "";
  expect(parse(yaml)).toEqual({ tolerations: tainted.remedy.tolerations });
});
