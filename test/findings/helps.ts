import { rules } from "../../src/findings/index.ts";
import type { JudgedDocument } from "../../src/findings/rule.ts";

/** The lines to copy in the help of what the rule finds first, without their indentation. */
export function copied(code: string, document: JudgedDocument): readonly string[] {
  const [found] = rules.filter(({ meta }) => meta.code === code).flatMap((rule) => rule.findings(document));
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
export function notApplied<Judged extends JudgedDocument>(document: Judged): Judged {
  const { uid: _, ...subject } = document.subject;
  return { ...document, subject };
}
