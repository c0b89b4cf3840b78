import { expect } from "vitest";
import type { ExclusionReason, ExpressionMismatch } from "../../src/explanation/placement.ts";
import { explained } from "../kinds/recorded.ts";
import { excluding } from "./excluded.ts";
import { fluentd } from "./healthy.ts";
import { findingTable } from "./table.ts";

function expression(
  key: string,
  operator: string,
  values: readonly string[] = [],
  actual?: string,
): ExpressionMismatch {
  return { in: "matchExpressions", key, operator, values, ...(actual !== undefined && { actual }) };
}

function term(index: number, ...expressions: readonly ExpressionMismatch[]): ExclusionReason {
  return { type: "NodeAffinity", term: index, expressions };
}

const onNode3 = (...reasons: readonly ExclusionReason[]) =>
  excluding([{ reasons, nodes: ["node-3"], misscheduled: 0 }]);
const notAmd64 = expression("kubernetes.io/arch", "In", ["amd64"], "arm64");
const tier = expression("tier", "In", ["edge", "core"]);

findingTable("NodeAffinityExcludes", {
  valid: [
    ["it runs on every node", fluentd()],
    ["the node has another processor, and every term asks for that one", onNode3(term(0, tier, notAmd64))],
    [
      "nodeSelector excludes the node as well, and tells it",
      onNode3({ type: "NodeSelector", key: "disk", wanted: "ssd" }, term(0, tier)),
    ],
  ],
  invalid: [
    [
      "the node has no such label",
      onNode3(term(0, tier)),
      [
        {
          parameters: {
            nodes: ["node-3"],
            total: 3,
            expressions: ["tier In (edge, core)"],
            problems: [],
            label: "kubectl label node node-3 tier=edge",
          },
          evidence: ["Node/node-3 /metadata/labels/tier"],
        },
      ],
    ],
    [
      "one term asks for another processor, but another one could be met",
      onNode3(term(0, notAmd64), term(1, expression("virtual", "DoesNotExist", [], "true"))),
      [
        {
          parameters: {
            expressions: ["kubernetes.io/arch In amd64", "virtual DoesNotExist"],
            label: "kubectl label node node-3 virtual- --overwrite",
          },
          evidence: [
            "Node/node-3 /metadata/labels/kubernetes.io~1arch",
            "Node/node-3 /metadata/labels/virtual",
          ],
        },
      ],
    ],
    [
      "a number has to be greater, which no label can be made up for",
      onNode3(term(0, expression("cores", "Gt", ["8"], "4"))),
      [{ parameters: { expressions: ["cores Gt 8"], label: "" }, evidence: [expect.anything()] }],
    ],
    [
      "of a recorded cluster, with a term that cannot be parsed",
      await explained("daemonset-affinity", "DaemonSet"),
      [
        {
          parameters: {
            nodes: ["node-1", "node-4", "gpu-0", "node-7"],
            total: 12,
            problems: ["`three` is not an integer"],
            label: "",
          },
          evidence: [
            "Node/gpu-0 /metadata/labels/accelerator",
            "Node/node-1 /metadata/labels/topology.kubernetes.io~1zone",
            "Node/node-4 /metadata/labels/topology.kubernetes.io~1zone",
            "Node/node-7 /metadata/labels/topology.kubernetes.io~1zone",
          ],
        },
      ],
    ],
  ],
});
