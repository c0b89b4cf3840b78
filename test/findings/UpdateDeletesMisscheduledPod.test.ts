import { expect, it } from "vitest";
import { parse } from "yaml";
import type { PlacedPod } from "../../src/explanation/placement.ts";
import { rules } from "../../src/findings/index.ts";
import { excluding, taint } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const pod: PlacedPod = {
  name: "fluentd-j7ws7",
  phase: "Running",
  bound: true,
  ready: true,
  available: true,
  updated: false,
  terminating: false,
  restarts: 0,
};
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
const notReady = {
  reasons: [taint("node.kubernetes.io/not-ready", "NoSchedule")],
  nodes: ["node-9"],
  misscheduled: 1,
  condition: "NotReady",
} as const;

function updating(group: typeof dedicated | typeof notReady, losesPodOn: readonly string[]) {
  const { facts, ...rest } = excluding([group], 2, { state: "Misscheduled", pod });
  return { ...rest, facts: { ...facts, rollout: { ...facts.rollout, losesPodOn } } };
}

findingTable("UpdateDeletesMisscheduledPod", {
  valid: [
    ["no pod is misscheduled", fluentd()],
    ["the misscheduled pod is of the current template", updating(dedicated, [])],
    ["the node is NotReady and gets its pod back when it is ready", updating(notReady, ["node-9"])],
  ],
  invalid: [
    [
      "the update visits the tainted node as well",
      updating(dedicated, ["node-4"]),
      [
        {
          parameters: { nodes: ["node-4"], total: 3, taints: ["dedicated=search:NoSchedule"] },
          evidence: ["Pod/fluentd-j7ws7 /spec/nodeName", "Node/node-4 /spec/taints"],
        },
      ],
    ],
  ],
});

it("the help of UpdateDeletesMisscheduledPod holds the tolerations with which the node keeps a pod", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "UpdateDeletesMisscheduledPod")
    .flatMap((rule) => rule.findings(updating(dedicated, ["node-4"])));
  const yaml =
    found?.help
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .join("\n") ?? "";
  expect(parse(yaml)).toEqual({ tolerations: dedicated.remedy.tolerations });
});
