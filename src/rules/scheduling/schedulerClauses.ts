/**
 * A scheduler message, cut where it begins to speak of preemption, each part without its last period. The second is
 * undefined where it does not.
 *
 * Upstream: pkg/scheduler/framework/types.go#FitError.Error (v1.36)
 */
export function splitAtPreemption(message: string): readonly [before: string, preemption?: string] {
  const [before = message, preemption] = message.split(/\.? (?:no new claims to deallocate, )?preemption: /);
  const bare = (text: string) => text.replace(/\.\s*$/, "");
  return preemption === undefined ? [bare(before)] : [bare(before), bare(preemption)];
}

/** `3 Insufficient cpu, 9 node(s) had untolerated taint(s)` → a clause for each number. */
export function clausesOf(reasons: string): readonly string[] {
  return reasons.split(/, (?=\d+ )/);
}
