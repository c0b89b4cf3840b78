import { describe, expect, it } from "vitest";
import { unschedulableSummary } from "../../../src/rules/scheduling/unschedulableSummary.ts";

describe("unschedulableSummary", () => {
  it.each([
    [
      "v1.36 with the preemption tail",
      "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 Insufficient cpu. no new claims to deallocate, preemption: 0/12 nodes are available: 5 Preemption is not helpful for scheduling, 7 No preemption victims found for incoming pod.",
      "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 Insufficient cpu",
    ],
    [
      "without it",
      "0/1 nodes are available: 1 Insufficient cpu.",
      "0/1 nodes are available: 1 Insufficient cpu",
    ],
    [
      "another form stays as it is",
      'persistentvolumeclaim "data" not found',
      'persistentvolumeclaim "data" not found',
    ],
  ])("%s", (_, message, summary) => {
    expect(unschedulableSummary(message)).toBe(summary);
  });
});
