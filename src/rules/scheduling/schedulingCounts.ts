import type { SchedulingCounts } from "../../explanation/podFacts.ts";
import { clausesOf, splitAtPreemption } from "./schedulerClauses.ts";

/**
 * Takes apart what the scheduler says of a pod that fits nowhere:
 * `0/12 nodes are available: 3 Insufficient cpu, 9 node(s) had untolerated taint(s). preemption: …`. A node may be
 * counted in several clauses. Undefined for a message of another form, such as one about a claim or a plugin's own.
 *
 * Upstream: pkg/scheduler/framework/types.go#FitError.Error (v1.36)
 */
export function schedulingCounts(message: string | undefined): SchedulingCounts | undefined {
  const [, nodes = "", reasons = ""] = /^0\/(\d+) nodes are available: (.*)$/s.exec(message ?? "") ?? [];
  if (nodes === "") return undefined;
  const [before, preemption] = splitAtPreemption(reasons);
  const counted = clausesOf(before).map((clause) => /^(\d+) (?:node\(s\) )?(.*)$/s.exec(clause));
  // A plugin may speak of all nodes at once, without a number.
  if (counted.some((clause) => clause === null)) return undefined;
  return {
    nodes: Number(nodes),
    reasons: counted
      .map((clause) => ({ nodes: Number(clause?.[1]), reason: clause?.[2] ?? "" }))
      .sort((a, b) => b.nodes - a.nodes),
    ...(preemption !== undefined && { preemption }),
  };
}
