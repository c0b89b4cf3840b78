import type { Change, ChangeAction, Conversion, Decision } from "../../explanation/conversion.ts";
import type { ConversionReference } from "../../explanation/conversionReference.ts";
import type { Gap } from "../../explanation/explanation.ts";
import { type Block, type Inline, span, type Tone } from "../layout/blocks.ts";
import { print } from "../layout/print.ts";
import type { RenderStyle } from "../style.ts";
import { findingBlocks } from "../table/findingBlocks.ts";
import { gapBlocks } from "../table/gapBlocks.ts";

/**
 * What stands above the diff: the sentence, what is to be decided, the changes by what became of them, volumes, what
 * points at the workload, findings. Programs that apply patches skip it: no line of it begins as one of theirs does.
 */
export function conversionHead(conversion: Conversion, style: RenderStyle): string {
  // A workload that stays of its kind has nothing to tell.
  if (conversion.diff === "" && conversion.subject.kind === conversion.target.kind) {
    return print([{ block: "paragraph", text: span("strong", conversion.sentence) }], style);
  }
  const { sentence, decisions, changes, volumes, references, findings, gaps, source } = conversion;
  // A volume that becomes another one is told where that is.
  const told = new Set([
    ...changes.map(({ reason }) => reason),
    ...decisions.map(({ question }) => question),
  ]);
  const isNews = ({ effect }: ConversionReference) =>
    !findings.some(({ message }) => message.includes(effect));
  const rows = (action: ChangeAction) => changes.filter((change) => change.action === action);
  return print(
    [
      { block: "paragraph", text: span("strong", sentence) },
      ...rewrittenBlocks(conversion),
      ...podBlocks(conversion),
      ...decisionBlocks(decisions, style),
      ...changeBlocks("CHANGED", "waiting", rows("Changed").filter(isTold)),
      ...changeBlocks("LOST", "bad", rows("Dropped")),
      ...changeBlocks("ADDED", "good", rows("Added")),
      ...keptBlocks(rows("Kept")),
      ...columns(
        "VOLUMES",
        volumes
          .filter((volume) => !told.has(volume.sentence))
          .map(({ name, sentence: what }) => [name, what]),
      ),
      ...columns("POINTS AT IT", pointingRows((references ?? []).filter(isNews))),
      ...findingBlocks(
        findings.filter(({ code }) => code !== "DecisionOpen"),
        style,
      ),
      ...gapBlocks(source.type === "manifest" ? unasked(gaps) : gaps),
    ],
    style,
  );
}

/** That the kind is another is what was asked for. */
function isTold({ path }: Change): boolean {
  return path !== "kind" && path !== "apiVersion";
}

function changeBlocks(title: string, tone: Tone, changes: readonly Change[]): readonly Block[] {
  return columns(
    title,
    changes.map(({ path, newPath, reason, from, to }) => [
      span(tone, path),
      `${newPath === undefined ? "" : `${newPath}: `}${valuesText(from, to)}${reason}`,
    ]),
  );
}

/** Short values only: the diff has the others. */
function valuesText(from: unknown, to: unknown): string {
  const [old, now] = [shortText(from), shortText(to)];
  if (old !== undefined && now !== undefined) return `${old} → ${now}: `;
  if (to === undefined && old !== undefined) return `${old}: `;
  return from === undefined && now !== undefined ? `${now}: ` : "";
}

function shortText(value: unknown): string | undefined {
  if (value === undefined || (typeof value === "object" && value !== null)) return undefined;
  const text = String(value);
  return text.length <= 40 ? text : undefined;
}

function keptBlocks(kept: readonly Change[]): readonly Block[] {
  const paths = kept
    .map(({ path }) => path)
    .filter((path) => path !== "apiVersion" && !path.startsWith("metadata."))
    .join(", ");
  if (paths === "") return [];
  return [{ block: "gap" }, { block: "columns", rows: [[span("strong", "KEPT"), span("faint", paths)]] }];
}

function columns(title: string, rows: readonly (readonly Inline[])[]): readonly Block[] {
  if (rows.length === 0) return [];
  return [{ block: "gap" }, { block: "heading", title }, { block: "columns", indent: 2, rows }];
}

/** Open ones with all that can be chosen, the rest in a line each. */
function decisionBlocks(decisions: readonly Decision[], { wide }: RenderStyle): readonly Block[] {
  const shown = decisions.filter(({ open }) => open || wide);
  return shown.flatMap(({ about, flag, question, choices, open }): readonly Block[] => [
    { block: "gap" },
    {
      block: "paragraph",
      hanging: 2,
      text: [
        span(open ? "waiting" : "strong", open ? "DECIDE" : "DECIDED"),
        `  ${about}: ${question}. ${open ? "Until you decide" : "Now"}: ${flag}`,
      ],
    },
    { block: "columns", indent: 2, rows: choices.map((choice) => [choice.flag, choice.effect]) },
  ]);
}

/** Each once, with all that becomes of it. */
function pointingRows(references: readonly ConversionReference[]): readonly (readonly Inline[])[] {
  const byName = Map.groupBy(references, ({ ref }) => `${ref.kind}/${ref.name}`);
  return [...byName].map(([name, all]) => [
    span(all.every(({ holds }) => holds) ? "plain" : "waiting", name),
    [...new Set(all.map(({ effect }) => effect))].join("; "),
  ]);
}

function rewrittenBlocks({ after: { rewritten } }: Conversion): readonly Block[] {
  if (rewritten === undefined) return [];
  const text =
    "Written anew as YAML, since it could not be edited in place: comments of the file are not in it.";
  return [{ block: "gap" }, { block: "paragraph", text: span("faint", text) }];
}

/** Only where their number is another. */
function podBlocks({ pods: { before, after, namesBefore, namesAfter } }: Conversion): readonly Block[] {
  if (after === undefined || before === after) return [];
  const text = `${before ?? "<unknown>"} (${namesBefore}) → ${after} (${namesAfter})`;
  return [{ block: "gap" }, { block: "columns", rows: [[span("strong", "PODS"), text]] }];
}

/** Beside no cluster all is unknown that a manifest does not hold: one line says it. */
function unasked(gaps: readonly Gap[]): readonly Gap[] {
  const failed = gaps.filter(({ reason }) => reason !== "NotRecorded");
  const [first] = gaps.filter(({ reason }) => reason === "NotRecorded");
  const effect =
    "what a cluster would tell: which claims and Services there are, and what points at the workload";
  return first === undefined ? failed : [{ ...first, effect }, ...failed];
}
