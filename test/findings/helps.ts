import type { ExplainedKind } from "../../src/explanation/explanation.ts";
import { rules } from "../../src/findings/index.ts";
import type { Judged } from "../../src/findings/rule.ts";

/** The lines to copy in the help of what the rule finds first, without their indentation. */
export function copied(code: string, explanation: Judged<ExplainedKind>): readonly string[] {
  const [found] = rules
    .filter(({ meta }) => meta.code === code)
    .flatMap((rule) => rule.findings(explanation));
  return (found?.help ?? "")
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.slice(2));
}

/** What stands between the quotes of `-p '…'`. */
export function patchIn(lines: readonly string[]): unknown {
  const [, patch = ""] = /-p '(.*)'/.exec(lines.join("\n")) ?? [];
  return JSON.parse(patch);
}

/** The same workload as a manifest that is not applied. */
export function notApplied<Explanation extends Judged<ExplainedKind>>(explanation: Explanation): Explanation {
  const { uid: _, ...subject } = explanation.subject;
  return { ...explanation, subject };
}
