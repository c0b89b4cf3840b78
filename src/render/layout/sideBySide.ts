import { styleText } from "node:util";
import { type AlignedLine, alignedLines } from "../../text/alignedLines.ts";
import { changedWords, type Piece } from "../../text/changedWords.ts";
import { printable } from "../../text/printable.ts";
import type { RenderStyle } from "../style.ts";
import { displayWidth } from "./fold.ts";
import { foldCell, type Part } from "./foldCell.ts";

/**
 * Two texts in two columns, with `|` between what changed, `<` and `>` beside what only one side has, as `diff -y`.
 * Of more than `longestRun` lines that are alike, those next to a change stay. Ends with a line feed, unless both
 * are empty.
 */
export function sideBySide(from: string, to: string, style: RenderStyle): string {
  const rows = alignedLines(from, to).map(rowOf);
  const { left, right } = columnWidths(rows, style.width);
  const lines = shortened(rows).flatMap((row) => {
    if (typeof row === "number") return [`${style.unicode ? "⋮" : "..."} ${row} lines alike`];
    const before = foldCell(row.before, left);
    const after = foldCell(row.after, right);
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
      const cell = before[index] ?? [];
      const padding = " ".repeat(Math.max(0, left - displayWidth(textOf(cell))));
      const sign = index === 0 ? row.sign : " ";
      return `${paint(cell, style)}${padding} ${sign} ${paint(after[index] ?? [], style)}`.trimEnd();
    });
  });
  return lines.map((line) => `${line}\n`).join("");
}

type Ink = Parameters<typeof styleText>[0] | undefined;
type Cell = readonly Part<Ink>[];

interface Row {
  readonly before: Cell;
  readonly after: Cell;
  readonly sign: " " | "|" | "<" | ">";
}

function rowOf({ before, after }: AlignedLine): Row {
  if (before === undefined) return { before: [], after: cell(after, gained), sign: ">" };
  if (after === undefined) return { before: cell(before, lost), after: [], sign: "<" };
  if (before === after) return { before: cell(before, undefined), after: cell(after, undefined), sign: " " };
  const pieces = changedWords(before, after);
  return { before: marked(pieces.before, lost), after: marked(pieces.after, gained), sign: "|" };
}

const lost = "red";
const gained = "green";

function cell(line = "", ink: Ink): Cell {
  return [{ text: shown(line), tone: ink }];
}

/** One tone object per piece, so that it is the same wherever the piece is folded. */
function marked(pieces: readonly Piece[], ink: "red" | "green"): Cell {
  return pieces.map(({ text, changed }) => ({ text: shown(text), tone: changed ? [ink, "inverse"] : ink }));
}

/** A tab would go to a stop of the terminal, not of the column. */
function shown(text: string): string {
  return printable(text).replaceAll("\t", "    ");
}

/** As wide as the lines are, if there is room; else each gets half, or what the other one leaves. */
function columnWidths(
  rows: readonly Row[],
  width: number,
): { readonly left: number; readonly right: number } {
  const longest = (cells: readonly Cell[]) =>
    cells.reduce((most, one) => Math.max(most, displayWidth(textOf(one))), 0);
  const before = longest(rows.map((row) => row.before));
  const after = longest(rows.map((row) => row.after));
  const room = Math.max(width - gutter, 2 * narrowest);
  const left = Math.min(before, Math.max(Math.floor(room / 2), room - after));
  return { left, right: room - left };
}

const gutter = 3;
const narrowest = 10;

/** The rows, with a number in place of so many that are alike. */
function shortened(rows: readonly Row[]): readonly (Row | number)[] {
  const result: (Row | number)[] = [];
  for (let at = 0; at < rows.length; ) {
    if (rows[at]?.sign !== " ") {
      result.push(...rows.slice(at, at + 1));
      at += 1;
      continue;
    }
    const next = rows.findIndex(({ sign }, index) => index > at && sign !== " ");
    const end = next < 0 ? rows.length : next;
    result.push(...shortenedRun(rows.slice(at, end), at === 0 ? 0 : context, next < 0 ? 0 : context));
    at = end;
  }
  return result;
}

function shortenedRun(run: readonly Row[], above: number, below: number): readonly (Row | number)[] {
  if (run.length <= longestRun) return run;
  const end = run.length - below;
  return [...run.slice(0, above), end - above, ...run.slice(end)];
}

const longestRun = 8;
const context = 3;

function textOf(parts: Cell): string {
  return parts.map(({ text }) => text).join("");
}

function paint(parts: Cell, { color }: RenderStyle): string {
  return parts
    .map(({ text, tone }) =>
      color && tone !== undefined && text !== "" ? styleText(tone, text, { validateStream: false }) : text,
    )
    .join("");
}
