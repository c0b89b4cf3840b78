import { describe, expect, it } from "vitest";
import { statusFacts } from "../../../src/kinds/daemonset/statusFacts.ts";
import type { DaemonSet } from "../../../src/kube/objects.ts";
import { fluentd } from "./fluentd.ts";

const counts = { desired: 3, current: 3, ready: 2, available: 2, updated: 3, misscheduled: 0 };
const status: NonNullable<DaemonSet["status"]> = {
  observedGeneration: 4,
  desiredNumberScheduled: 3,
  currentNumberScheduled: 3,
  numberMisscheduled: 0,
  numberReady: 2,
  numberAvailable: 2,
  numberUnavailable: 1,
  updatedNumberScheduled: 3,
};

describe("statusFacts", () => {
  it("repeats what the controller last wrote", () => {
    expect(statusFacts({ ...fluentd(), status }, counts)).toEqual({ ...status, generation: 4, behind: [] });
  });

  it("tells every count that the rules make otherwise, with both", () => {
    const byRules = { ...counts, desired: 2, misscheduled: 1 };
    expect(statusFacts({ ...fluentd(), status }, byRules)?.behind).toEqual([
      { field: "desiredNumberScheduled", status: 3, rules: 2 },
      { field: "numberMisscheduled", status: 0, rules: 1 },
    ]);
  });

  it("takes a count that the server leaves out for 0", () => {
    const none = {
      desiredNumberScheduled: 0,
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    };
    const zero = { desired: 0, current: 0, ready: 0, available: 0, updated: 0, misscheduled: 0 };
    expect(statusFacts({ ...fluentd(), status: none }, zero)?.behind).toEqual([]);
  });

  it("does not compare what the rules do not know", () => {
    const { updated: _, ...unknown } = counts;
    expect(
      statusFacts({ ...fluentd(), status: { ...status, updatedNumberScheduled: 0 } }, unknown)?.behind,
    ).toEqual([]);
    expect(statusFacts({ ...fluentd(), status }, undefined)?.behind).toEqual([]);
  });

  it("is nothing for a DaemonSet without status", () => {
    const { status: _, ...bare } = fluentd();
    expect(statusFacts(bare, counts)).toBeUndefined();
  });
});
