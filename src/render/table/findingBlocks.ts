import type { Finding, Severity } from "../../explanation/finding.ts";
import { type Block, span, type Tone } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";

const tones: { readonly [Name in Severity]: Tone } = { error: "bad", warning: "waiting", info: "faint" };

/**
 * What was found, the most severe first, as compilers word it: `error[Code]: what is so`, and under it what to do.
 * What is only good to know gets its help with `-o wide`. At the end the command that says more of all of them.
 *
 * @param toldBefore codes of which the page has said everything already, in blocks of its own
 */
export function findingBlocks(
  findings: readonly Finding[],
  { wide }: RenderStyle,
  toldBefore: ReadonlySet<string> = new Set(),
): readonly Block[] {
  if (findings.length === 0) return [];
  const shown = findings.filter(({ code }) => !toldBefore.has(code));
  const codes = [...new Set(findings.map(({ code }) => code))];
  return [
    ...shown.flatMap((finding, index) => blocksOf(finding, wide, shown[index - 1])),
    { block: "gap" },
    { block: "paragraph", text: span("faint", `At length: kubectl workload finding ${codes.join(" ")}`) },
  ];
}

/** Findings without help stand close together, as a list. */
function blocksOf(
  { severity, code, message, help }: Finding,
  wide: boolean,
  before: Finding | undefined,
): readonly Block[] {
  const saysHelp = wide || severity !== "info";
  const isListed = !saysHelp && before?.severity === severity;
  return [
    ...(isListed ? [] : [{ block: "gap" } as const]),
    {
      block: "paragraph",
      hanging: 2,
      text: [span(tones[severity], `${severity}[${code}]`), `: ${message}`],
    },
    ...(saysHelp ? helpBlocks(help) : []),
  ];
}

/** Lines that begin with two spaces are to be copied; the others are folded. */
function helpBlocks(help: string): readonly Block[] {
  const groups: { readonly isCode: boolean; readonly lines: string[] }[] = [];
  for (const line of help.split("\n")) {
    const isCode = line.startsWith("  ");
    const last = groups.at(-1);
    if (last?.isCode === isCode) last.lines.push(line);
    else groups.push({ isCode, lines: [line] });
  }
  return groups.map(({ isCode, lines }): Block => {
    return isCode
      ? { block: "code", indent: 2, text: lines.join("\n") }
      : { block: "paragraph", indent: 2, text: lines.join("\n") };
  });
}
