import { expect, it } from "vitest";
import { parse } from "yaml";
import type { NodePlacement, PlacedPod } from "../../src/explanation/placement.ts";
import { rules } from "../../src/findings/index.ts";
import { explained } from "../kinds/recorded.ts";
import { excluding, taint } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const pod: PlacedPod = {
  name: "fluentd-j7ws7",
  phase: "Running",
  bound: true,
  ready: true,
  available: true,
  updated: true,
  terminating: false,
  restarts: 0,
};
const withPod: Partial<NodePlacement> = { state: "Misscheduled", pod };
const dedicated = {
  reasons: [taint("dedicated", "NoSchedule", "search")],
  nodes: ["node-4"],
  misscheduled: 1,
  remedy: {
    tolerations: [{ key: "dedicated", operator: "Equal", value: "search", effect: "NoSchedule" }],
    admits: ["node-4"],
    insufficient: false,
  },
} as const;
const unlabelled = {
  reasons: [{ type: "NodeSelector", key: "disk", wanted: "ssd" }],
  nodes: ["node-4"],
  misscheduled: 1,
} as const;
const evidence = ["Pod/fluentd-j7ws7 /spec/nodeName", "Node/node-4 /spec/taints"];

const { facts, ...rest } = excluding([dedicated], 2, withPod);

findingTable("Misscheduled", {
  valid: [
    ["it runs on every node", fluentd()],
    ["the excluded node has no pod", excluding([dedicated])],
    [
      "of a recorded cluster, where the node is NotReady, which is normal",
      await explained("daemonset-node-not-ready", "DaemonSet"),
    ],
    [
      "an update is about to delete the pod, which UpdateDeletesMisscheduledPod tells",
      { ...rest, facts: { ...facts, rollout: { ...facts.rollout, losesPodOn: ["node-4"] } } },
    ],
  ],
  invalid: [
    [
      "of a recorded cluster, where a NoSchedule taint came after the pod",
      await explained("daemonset-misscheduled-stays", "DaemonSet"),
      [
        {
          parameters: {
            namespace: "search",
            staying: ["node-4"],
            leaving: [],
            total: 12,
            pods: [expect.stringMatching(/^fluentd-/)],
            taints: ["dedicated=search:NoSchedule"],
          },
          evidence: [expect.stringMatching(/^Pod\/fluentd-.* \/spec\/nodeName$/), "Node/node-4 /spec/taints"],
        },
      ],
    ],
    [
      "the pod that would stay is being deleted by somebody",
      excluding([dedicated], 2, { state: "Misscheduled", pod: { ...pod, terminating: true } }),
      [{ parameters: { staying: [], leaving: ["node-4"] }, evidence }],
    ],
    [
      "the node has lost its label, so the controller deletes the pod",
      excluding([unlabelled], 2, withPod),
      [
        {
          parameters: {
            staying: [],
            leaving: ["node-4"],
            pods: [],
            label: "kubectl label node node-4 disk=ssd",
          },
          evidence: ["Pod/fluentd-j7ws7 /spec/nodeName", "Node/node-4 /metadata/labels/disk"],
        },
      ],
    ],
    [
      "the template names another node now",
      excluding([{ ...unlabelled, reasons: [{ type: "NodeName", wanted: "node-1" }] }], 2, withPod),
      [
        {
          parameters: { leaving: ["node-4"], label: "", tolerations: [] },
          evidence: [expect.anything(), expect.anything()],
        },
      ],
    ],
  ],
});

it("the help of Misscheduled holds the tolerations under which the pod may stay", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "Misscheduled")
    .flatMap((rule) => rule.findings(excluding([dedicated], 2, withPod)));
  const yaml =
    found?.help
      .split("\n")
      .filter((line) => line.startsWith("  ") && !line.startsWith("  kubectl"))
      .join("\n") ?? "";
  expect(parse(yaml)).toEqual({ tolerations: dedicated.remedy.tolerations });
  expect(found?.help).toContain("\n  kubectl -n logging delete pod fluentd-j7ws7\n");
});
