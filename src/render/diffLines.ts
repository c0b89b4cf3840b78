import { styleText } from "node:util";
import { pairedLines } from "../text/alignedLines.ts";
import { changedWords, type Piece } from "../text/changedWords.ts";
import { printable } from "../text/printable.ts";
import type { RenderStyle } from "./style.ts";

export { sideBySide } from "./layout/sideBySide.ts";

/**
 * The text of a unified diff, coloured as git does, and in lines that came in place of others the words that
 * changed reversed. Lines are whole, whatever the width: a diff is copied and applied. What stands before the diff
 * was coloured by whoever wrote it, and is left alone; without colour, nothing in the text can be of that kind.
 */
export function colouredDiff(diff: string, { color }: RenderStyle): string {
  if (!color) return diff.split("\n").map(visible).join("\n");
  const lines = diff.split("\n");
  const first = lines.findIndex(
    (line, index) => line.startsWith("--- ") && lines[index + 1]?.startsWith("+++ "),
  );
  if (first < 0) return diff;
  const painted = lines.slice(0, first);
  for (let at = first; at < lines.length; ) {
    const line = lines[at] ?? "";
    const head = hunkHead.exec(line);
    if (head === null) {
      painted.push(line === "" ? "" : paint("bold", visible(line)));
      at += 1;
      continue;
    }
    const [, range = "", oldLines = "1", newLines = "1", behind = ""] = head;
    painted.push(paint("cyan", range) + visible(behind));
    const end = hunkEnd(lines, at + 1, Number(oldLines), Number(newLines));
    painted.push(...hunkLines(lines.slice(at + 1, end)));
    at = end;
  }
  return painted.join("\n");
}

const hunkHead = /^(@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@)(.*)$/;

/** Only the numbers in its head tell where a hunk ends: a line `-- x` that was taken away looks like a header. */
function hunkEnd(lines: readonly string[], start: number, oldLines: number, newLines: number): number {
  let [old, now, at] = [oldLines, newLines, start];
  for (; at < lines.length && (old > 0 || now > 0); at++) {
    const sign = lines[at]?.[0];
    if (sign !== "+" && sign !== "\\") old -= 1;
    if (sign !== "-" && sign !== "\\") now -= 1;
  }
  while (lines[at]?.startsWith("\\")) at += 1;
  return at;
}

function hunkLines(lines: readonly string[]): readonly string[] {
  const painted = lines.map((line) => visible(line));
  for (let at = 0; at < lines.length; ) {
    const removed = run(lines, at, "-");
    const added = run(lines, at + removed.length, "+");
    if (removed.length + added.length === 0) {
      at += 1;
      continue;
    }
    for (const [index, text] of paintedRun(removed, added)) painted[at + index] = text;
    at += removed.length + added.length;
  }
  return painted;
}

/** Which lines from here on begin with the sign; the mark of a missing line feed may be among them. */
function run(lines: readonly string[], start: number, sign: string): readonly string[] {
  let end = start;
  while (lines[end]?.startsWith(sign) || (end > start && lines[end]?.startsWith("\\"))) end += 1;
  return lines.slice(start, end);
}

/** Lines by their place in the run, `-` before `+`. */
function paintedRun(removed: readonly string[], added: readonly string[]): ReadonlyMap<number, string> {
  const painted = new Map<number, string>();
  const olds = places(removed, 0);
  const news = places(added, removed.length);
  let [old, now] = [0, 0];
  for (const { before, after } of pairedLines(olds.map(textOf), news.map(textOf))) {
    const pieces = before !== undefined && after !== undefined ? changedWords(before, after) : undefined;
    if (before !== undefined)
      put(olds[old++], "red", "-", pieces?.before ?? [{ text: before, changed: false }]);
    if (after !== undefined)
      put(news[now++], "green", "+", pieces?.after ?? [{ text: after, changed: false }]);
  }
  return painted;

  function put(place: Place | undefined, ink: Ink, sign: string, pieces: readonly Piece[]) {
    if (place === undefined) return;
    const [first, ...rest] = pieces;
    const head = first?.changed === false ? sign + first.text : sign;
    const tail = first?.changed === false ? rest : pieces;
    const line = tail.map(({ text, changed }) => paint(changed ? [ink, "inverse"] : ink, printable(text)));
    painted.set(place.index, paint(ink, printable(head)) + line.join("") + place.end);
  }
}

interface Place {
  readonly index: number;
  readonly text: string;
  /** A carriage return, which is no part of what is read. */
  readonly end: string;
}

function places(lines: readonly string[], from: number): readonly Place[] {
  return lines.flatMap((line, index) => {
    if (line.startsWith("\\")) return [];
    const end = line.endsWith("\r") ? "\r" : "";
    return [{ index: from + index, text: line.slice(1, line.length - end.length), end }];
  });
}

function textOf({ text }: Place): string {
  return text;
}

type Ink = Extract<Parameters<typeof styleText>[0], string>;

function paint(ink: Ink | Ink[], text: string): string {
  return text === "" ? "" : styleText(ink, text, { validateStream: false });
}

/** At the end of a line a carriage return does no harm, and a diff without it would not apply. */
function visible(line: string): string {
  return line.endsWith("\r") ? `${printable(line.slice(0, -1))}\r` : printable(line);
}
