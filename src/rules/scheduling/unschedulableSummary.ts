import { splitAtPreemption } from "./schedulerClauses.ts";

/**
 * A scheduler message without what it says of preemption, for a pod that may run on any node:
 * `0/12 nodes are available: 3 Insufficient cpu, 9 node(s) had untolerated taint(s). preemption: …` ends before
 * `preemption`. A message of another form comes back as it is.
 *
 * Upstream: pkg/scheduler/framework/types.go#FitError.Error (v1.36)
 */
export function unschedulableSummary(message: string): string {
  return splitAtPreemption(message)[0];
}
