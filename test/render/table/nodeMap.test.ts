import { describe, expect, it } from "vitest";
import type { NodePlacement, PlacementState } from "../../../src/explanation/placement.ts";
import { print } from "../../../src/render/layout/print.ts";
import { nodeMap } from "../../../src/render/table/nodeMap.ts";

const pod = {
  name: "fluentd-b8c4z",
  phase: "Running",
  bound: true,
  ready: true,
  available: true,
  terminating: false,
  restarts: 0,
};
const nodes = (count: number, stateOf: (index: number) => PlacementState): readonly NodePlacement[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `node-${index}`,
    state: stateOf(index),
    reasons: [],
    ...(stateOf(index) === "Running" && { pod }),
    zone: `zone-${"abc"[index % 3]}`,
    nodeReady: "True",
    cordoned: false,
  }));
const drawn = (of: readonly NodePlacement[]) =>
  print(nodeMap(of, false), { color: false, width: 80, wide: false, unicode: false });

describe("the map of nodes", () => {
  it("is left out for a handful of nodes, and where all are alike", () => {
    expect(
      nodeMap(
        nodes(5, (index) => (index === 0 ? "Excluded" : "Running")),
        true,
      ),
    ).toEqual([]);
    expect(
      nodeMap(
        nodes(12, () => "Running"),
        true,
      ),
    ).toEqual([]);
  });

  it("has a cell for each node, at its place", () => {
    expect(drawn(nodes(7, (index) => (index === 3 ? "Missing" : "Running")))).toBe(
      "zone-a  # x #\nzone-b  # #\nzone-c  # #\n# ready   x no pod\n",
    );
  });

  it("of thousands fits the terminal, and still shows the one node that is otherwise", () => {
    const map = drawn(nodes(5000, (index) => (index === 4321 ? "Missing" : "Running")));
    expect(map).toContain("one cell is up to 28 nodes");
    expect(map.split("\n").filter((line) => line.includes("x") && line.startsWith("zone"))).toHaveLength(1);
    expect(Math.max(...map.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
