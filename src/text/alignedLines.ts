import { diffArrays } from "diff";

/** A line of either text, or of both. */
export interface AlignedLine {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Two texts line by line: what is alike, and what was changed, side by side; without line ends. */
export function alignedLines(from: string, to: string): readonly AlignedLine[] {
  const rows: AlignedLine[] = [];
  let removed: readonly string[] = [];
  for (const { added, removed: isRemoved, value } of diffArrays(linesOf(from), linesOf(to))) {
    if (isRemoved) {
      removed = value;
      continue;
    }
    rows.push(...pairedLines(removed, added ? value : []));
    removed = [];
    if (!added) rows.push(...value.map((line) => ({ before: line, after: line })));
  }
  return [...rows, ...pairedLines(removed, [])];
}

/**
 * Of lines that others came in place of, which one became which: those of the same key, and what is between such
 * ones if it is as many lines as before. The order of both is kept.
 */
export function pairedLines(removed: readonly string[], added: readonly string[]): readonly AlignedLine[] {
  const rows: AlignedLine[] = [];
  let [before, after] = [0, 0];
  let [gone, come]: [readonly string[], readonly string[]] = [[], []];
  const closeGap = () => {
    const paired = gone.length === come.length;
    rows.push(...gone.map((line, index) => ({ before: line, after: paired ? come[index] : undefined })));
    if (!paired) rows.push(...come.map((line) => ({ before: undefined, after: line })));
    [gone, come] = [[], []];
  };
  for (const part of diffArrays(removed.map(keyOf), added.map(keyOf))) {
    if (part.removed) {
      gone = removed.slice(before, before + part.count);
      before += part.count;
    } else if (part.added) {
      come = added.slice(after, after + part.count);
      after += part.count;
    } else {
      closeGap();
      for (let index = 0; index < part.count; index++) {
        rows.push({ before: removed[before++], after: added[after++] });
      }
    }
  }
  closeGap();
  return rows;
}

/** The key of a line of YAML or JSON; of any other line, all of it. */
function keyOf(line: string): string {
  const trimmed = line.replace(/^\s*(?:-\s+)*/, "").trimEnd();
  return /^("[^"]*"|'[^']*'|[^\s:#]+):(?:\s|$)/.exec(trimmed)?.[1] ?? trimmed;
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n").map((line) => line.replace(/\r$/, ""));
}
