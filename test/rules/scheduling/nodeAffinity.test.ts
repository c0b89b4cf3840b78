import { describe, expect, it } from "vitest";
import type { NodeSelector, NodeSelectorRequirement } from "../../../src/kube/objects.ts";
import {
  nodeAffinityMismatches,
  nodeSelectorMismatches,
} from "../../../src/rules/scheduling/nodeAffinity.ts";

const node = { name: "node-1", labels: { disk: "ssd", cores: "16", zone: "zone-a", empty: "" } };

function oneTerm(...matchExpressions: NodeSelectorRequirement[]): NodeSelector {
  return { nodeSelectorTerms: [{ matchExpressions }] };
}
const matches = (selector: NodeSelector) => nodeAffinityMismatches(selector, node) === undefined;

/** Upstream: component-helpers scheduling/corev1/nodeaffinity/nodeaffinity_test.go#TestNodeSelectorMatch (v1.36) */
describe("nodeAffinityMismatches", () => {
  const cases: readonly (readonly [string, NodeSelectorRequirement, boolean])[] = [
    ["In, one of the values", { key: "disk", operator: "In", values: ["nvme", "ssd"] }, true],
    ["In, none of the values", { key: "disk", operator: "In", values: ["hdd"] }, false],
    ["In, label absent", { key: "gpu", operator: "In", values: ["true"] }, false],
    ["NotIn, another value", { key: "disk", operator: "NotIn", values: ["hdd"] }, true],
    ["NotIn, that value", { key: "disk", operator: "NotIn", values: ["ssd"] }, false],
    ["NotIn, label absent, holds", { key: "gpu", operator: "NotIn", values: ["true"] }, true],
    ["Exists", { key: "empty", operator: "Exists" }, true],
    ["Exists, label absent", { key: "gpu", operator: "Exists" }, false],
    ["DoesNotExist, label absent", { key: "gpu", operator: "DoesNotExist" }, true],
    ["DoesNotExist, label there", { key: "disk", operator: "DoesNotExist" }, false],
    ["Gt is strict", { key: "cores", operator: "Gt", values: ["16"] }, false],
    ["Gt", { key: "cores", operator: "Gt", values: ["15"] }, true],
    ["Lt", { key: "cores", operator: "Lt", values: ["17"] }, true],
    ["Gt on a label that is no integer", { key: "disk", operator: "Gt", values: ["1"] }, false],
    ["Lt on an absent label", { key: "gpus", operator: "Lt", values: ["1"] }, false],
  ];
  it.each(cases)("%s", (_, requirement, expected) => {
    expect(matches(oneTerm(requirement))).toBe(expected);
  });

  it("finds no label that only JavaScript knows", () => {
    expect(matches(oneTerm({ key: "constructor", operator: "Exists" }))).toBe(false);
    expect(nodeSelectorMismatches({ toString: "x" }, node)).toEqual([{ key: "toString", wanted: "x" }]);
  });

  it("ANDs the expressions of a term, and names each that fails with the node's value", () => {
    const selector = oneTerm(
      { key: "disk", operator: "In", values: ["ssd"] },
      { key: "zone", operator: "In", values: ["zone-b"] },
      { key: "gpu", operator: "Exists" },
    );
    expect(nodeAffinityMismatches(selector, node)).toEqual([
      {
        term: 0,
        expressions: [
          { in: "matchExpressions", key: "zone", operator: "In", values: ["zone-b"], actual: "zone-a" },
          { in: "matchExpressions", key: "gpu", operator: "Exists", values: [] },
        ],
      },
    ]);
  });

  it("ORs the terms", () => {
    const terms = [
      { matchExpressions: [{ key: "zone", operator: "In", values: ["zone-b"] }] },
      { matchExpressions: [{ key: "disk", operator: "In", values: ["ssd"] }] },
    ];
    expect(matches({ nodeSelectorTerms: terms })).toBe(true);
  });

  it("matches no node with no terms, or with only empty ones", () => {
    expect(nodeAffinityMismatches({ nodeSelectorTerms: [] }, node)).toEqual([]);
    expect(nodeAffinityMismatches({ nodeSelectorTerms: [{}] }, node)).toEqual([
      { term: 0, expressions: [], problem: "an empty term matches no node" },
    ]);
  });

  it.each([
    [
      "a Gt whose value is no integer",
      { key: "cores", operator: "Gt", values: ["many"] },
      "`many` is not an integer",
    ],
    ["an In without values", { key: "disk", operator: "In", values: [] }, "In needs at least one value"],
    ["an Exists with values", { key: "disk", operator: "Exists", values: ["ssd"] }, "Exists takes no values"],
    [
      "a value that is no label value",
      { key: "disk", operator: "NotIn", values: ["-"] },
      "`-` is not a label value",
    ],
    ["an unknown operator", { key: "disk", operator: "Like", values: ["s"] }, "`Like` is not an operator"],
  ] as const)("matches no node with a term that cannot be parsed: %s", (_, requirement, problem) => {
    expect(nodeAffinityMismatches(oneTerm(requirement), node)).toEqual([
      { term: 0, expressions: [], problem },
    ]);
  });

  it("lets another term match beside one that cannot be parsed", () => {
    const selector = {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: "cores", operator: "Gt", values: ["many"] }] },
        { matchExpressions: [{ key: "disk", operator: "In", values: ["ssd"] }] },
      ],
    };
    expect(matches(selector)).toBe(true);
  });

  describe("matchFields", () => {
    const named = (operator: string, ...values: string[]) =>
      nodeAffinityMismatches(
        { nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator, values }] }] },
        node,
      );
    it("knows the node's name", () => {
      expect(named("In", "node-1")).toBeUndefined();
      expect(named("NotIn", "node-2")).toBeUndefined();
      expect(named("In", "node-2")?.[0]?.expressions[0]?.actual).toBe("node-1");
      expect(named("NotIn", "node-1")).toHaveLength(1);
    });
    it("takes exactly one value, and only In and NotIn", () => {
      expect(named("In", "node-1", "node-2")?.[0]?.problem).toBe("matchFields needs exactly one value");
      expect(named("Exists")?.[0]?.problem).toBe("`Exists` is not an operator of matchFields");
    });
  });
});

describe("nodeSelectorMismatches", () => {
  it("is satisfied by nothing asked for", () => {
    expect(nodeSelectorMismatches(undefined, node)).toEqual([]);
    expect(nodeSelectorMismatches({}, node)).toEqual([]);
  });
  it("tells a wrong label from an absent one", () => {
    expect(nodeSelectorMismatches({ disk: "hdd", gpu: "true", empty: "" }, node)).toEqual([
      { key: "disk", wanted: "hdd", actual: "ssd" },
      { key: "gpu", wanted: "true" },
    ]);
  });
});
