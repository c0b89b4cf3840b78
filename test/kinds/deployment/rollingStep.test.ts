import { describe, expect, it } from "vitest";
import { rollingStep } from "../../../src/kinds/deployment/rollingStep.ts";

/**
 * Ten replicas, as upstream's own tests have them. Each ReplicaSet is [spec.replicas, available].
 * Upstream: pkg/controller/deployment/rolling_test.go
 */
describe("what the controller does next in a rolling update", () => {
  const budget = { maxSurge: 3, maxUnavailable: 2 };
  it.each([
    ["a new template: the surge is used at once", [0, 0], [[10, 10]], 3, 2],
    ["all new pods crash: nothing more can be done", [5, 0], [[8, 8]], 0, 0],
    ["one old pod fails meanwhile: still nothing", [5, 0], [[8, 7]], 0, 0],
    ["one new pod became available: one old one can go", [5, 1], [[8, 8]], 0, 1],
    [
      "rolled over: the half-rolled ReplicaSet is old now, and its unhealthy pods go",
      [0, 0],
      [
        [8, 8],
        [5, 0],
      ],
      0,
      5,
    ],
    ["rolled back: the crashing pods go", [8, 7], [[5, 0]], 0, 4],
    ["nothing is old, all are asked for: it only waits", [10, 4], [], 0, 0],
    ["scaled down: the current one shrinks", [12, 12], [], -2, 0],
  ] as const)("%s", (_, current, old, grow, shrink) => {
    expect(rollingStep(10, budget, counts(current), old.map(counts))).toEqual({ grow, shrink });
  });
});

function counts([replicas, available]: readonly [number, number]) {
  return { replicas, available };
}
