import { describe, expect, it } from "vitest";
import type { SchedulingCounts } from "../../../src/explanation/podFacts.ts";
import { schedulingCounts } from "../../../src/rules/scheduling/schedulingCounts.ts";

describe("schedulingCounts", () => {
  it.each<[string, string, SchedulingCounts]>([
    [
      "v1.36, the reason with most nodes first, and what it says of preemption",
      "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 Insufficient cpu. no new claims to deallocate, preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.",
      {
        nodes: 12,
        reasons: [
          { nodes: 7, reason: "Insufficient cpu" },
          { nodes: 4, reason: "had untolerated taint(s)" },
          { nodes: 1, reason: "were unschedulable" },
        ],
        preemption: "0/12 nodes are available: 12 Preemption is not helpful for scheduling",
      },
    ],
    [
      "older servers, which name the taint, colon and all",
      "0/3 nodes are available: 1 node(s) had untolerated taint {gpu: true}, 2 Insufficient memory. preemption: not eligible due to preemptionPolicy=Never.",
      {
        nodes: 3,
        reasons: [
          { nodes: 2, reason: "Insufficient memory" },
          { nodes: 1, reason: "had untolerated taint {gpu: true}" },
        ],
        preemption: "not eligible due to preemptionPolicy=Never",
      },
    ],
    [
      "one node that lacks two things, counted for each",
      "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.",
      {
        nodes: 1,
        reasons: [
          { nodes: 1, reason: "Insufficient cpu" },
          { nodes: 1, reason: "Insufficient memory" },
        ],
      },
    ],
    [
      "a reason with a comma that no number follows",
      "0/2 nodes are available: 2 node(s) refused by quota-plugin, team is over budget.",
      { nodes: 2, reasons: [{ nodes: 2, reason: "refused by quota-plugin, team is over budget" }] },
    ],
  ])("%s", (_, message, counts) => {
    expect(schedulingCounts(message)).toEqual(counts);
  });

  it.each([
    ["nothing was said", undefined],
    ["it is empty", ""],
    [
      "it is about a claim and no node",
      '0/12 nodes are available: persistentvolumeclaim "documents" not found. not found',
    ],
    [
      "it is about claims that are not bound",
      "0/12 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    ],
    ["there is no node at all", "no nodes available to schedule pods"],
    ["it is gated", "Scheduling is blocked due to non-empty scheduling gates"],
  ])("gives no counts where %s", (_, message) => {
    expect(schedulingCounts(message)).toBeUndefined();
  });
});
