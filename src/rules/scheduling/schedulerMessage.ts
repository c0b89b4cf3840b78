import { clausesOf, splitAtPreemption } from "./schedulerClauses.ts";

/**
 * Clauses about the nodes that a DaemonSet pod is not aimed at. The pod is pinned to one node by its affinity,
 * so the scheduler counts every other node as failing that, and the one clause left is about its own node.
 */
const otherNodes = /didn't satisfy plugin\(s\) \[NodeAffinity\]|didn't match Pod's node affinity/;

/**
 * What a scheduler message says of the one node that a DaemonSet pod is aimed at:
 * `0/11 nodes are available: 1 Insufficient cpu, 10 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: …`
 * gives `Insufficient cpu`. A message of another form comes back as it is.
 *
 * Upstream: pkg/scheduler/framework/types.go#FitError.Error (v1.36)
 */
export function ownNodeClause(message: string): string {
  const reasons = /^\d+\/\d+ nodes are available: (.*)$/s.exec(message)?.[1];
  if (reasons === undefined) return message;
  const [beforePreemption] = splitAtPreemption(reasons);
  const clauses = clausesOf(beforePreemption)
    .filter((clause) => !otherNodes.test(clause))
    .map((clause) => clause.replace(/^\d+ (?:node\(s\) )?/, ""));
  return clauses.length === 0 ? message : clauses.join(", ");
}
