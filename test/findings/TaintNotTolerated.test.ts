import { expect, it } from "vitest";
import { parse } from "yaml";
import type { ExclusionGroup, ExclusionReason } from "../../src/explanation/placement.ts";
import { rules } from "../../src/findings/index.ts";
import { explained } from "../kinds/recorded.ts";
import { excluding, taint } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

const gpu = taint("gpu", "NoSchedule", "true");
const notReady = taint("node.kubernetes.io/not-ready", "NoSchedule");
const selector: ExclusionReason = { type: "NodeSelector", key: "tier", wanted: "edge" };

const gpuNodes = group([gpu], ["gpu-0"], {
  remedy: {
    tolerations: [{ key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" }],
    admits: ["gpu-0"],
    insufficient: false,
  },
});

function group(
  reasons: readonly ExclusionReason[],
  nodes: readonly string[],
  more: Partial<ExclusionGroup>,
): ExclusionGroup {
  return { reasons, nodes, misscheduled: 0, ...more };
}

const cluster = await explained("daemonset-healthy", "DaemonSet");

findingTable("TaintNotTolerated", {
  valid: [
    ["it runs on every node", fluentd()],
    [
      "the taint comes with the node's condition and goes with it",
      excluding([group([notReady], ["node-9"], { condition: "NotReady" })]),
    ],
    [
      "the tainted nodes are not those that its nodeSelector asks for",
      excluding([{ ...gpuNodes, reasons: [selector, gpu] }]),
    ],
    ["no node is left, which NoEligibleNode tells", excluding([gpuNodes], 0)],
  ],
  invalid: [
    [
      "a GPU node is kept for what tolerates its taint",
      excluding([gpuNodes]),
      [
        {
          parameters: { nodes: ["gpu-0"], total: 3, taints: ["gpu=true:NoSchedule"] },
          evidence: ["DaemonSet/fluentd /spec/template/spec/tolerations", "Node/gpu-0 /spec/taints"],
        },
      ],
    ],
    [
      "the GPU node is not ready besides: only the taint that stays is told",
      excluding([{ ...gpuNodes, reasons: [gpu, notReady], condition: "NotReady" }]),
      [{ parameters: { taints: ["gpu=true:NoSchedule"] }, evidence: [expect.anything(), expect.anything()] }],
    ],
    [
      "of a recorded cluster, where one node has a GPU and one is maintained",
      cluster,
      [
        {
          parameters: {
            nodes: ["gpu-0", "node-7"],
            total: 12,
            taints: ["gpu=true:NoSchedule", "maintenance=planned:NoExecute"],
          },
          evidence: [expect.anything(), "Node/gpu-0 /spec/taints", "Node/node-7 /spec/taints"],
        },
      ],
    ],
  ],
});

it("the help of TaintNotTolerated holds the tolerations, each group's under its nodes", () => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "TaintNotTolerated")
    .flatMap((rule) => rule.findings(cluster));
  const yaml =
    found?.help
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .join("\n") ?? "";
  expect(parse(yaml)).toEqual({
    tolerations: [
      { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" },
      { key: "maintenance", operator: "Equal", value: "planned", effect: "NoExecute" },
    ],
  });
  expect(yaml).toContain("# gpu-0\n");
});

it("the help of TaintNotTolerated says which nodes a toleration admits besides", () => {
  const wide = { ...gpuNodes, remedy: { ...gpuNodes.remedy, admits: ["gpu-0", "gpu-1"] } } as ExclusionGroup;
  const [found] = rules
    .filter(({ meta }) => meta.code === "TaintNotTolerated")
    .flatMap((rule) => rule.findings(excluding([wide])));
  expect(found?.help).toContain("# gpu-0; also admits gpu-1");
});
