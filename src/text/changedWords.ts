import { diffArrays } from "diff";

/** A part of a line. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** A line that was taken away and the one that came in its place. */
export interface ChangedWords {
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/**
 * Which words of a line changed. Where next to nothing stayed, nothing is marked: then it is another line, and marks
 * all over it would only be harder to read.
 */
export function changedWords(before: string, after: string): ChangedWords {
  const parts = diffArrays(tokens(before), tokens(after));
  const pieces = {
    before: joined(
      parts
        .filter(({ added }) => !added)
        .map(({ removed, value }) => ({ text: value.join(""), changed: removed })),
    ),
    after: joined(
      parts
        .filter(({ removed }) => !removed)
        .map(({ added, value }) => ({ text: value.join(""), changed: added })),
    ),
  };
  const kept = parts.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value);
  const stayed = letters(kept.join(""));
  if (stayed < leastKept * Math.max(letters(before), letters(after))) {
    return { before: unmarked(before), after: unmarked(after) };
  }
  return pieces;
}

/** Of the letters and digits of the longer line. */
const leastKept = 0.2;

/** Words, blanks, and signs one by one; what joins words in names and numbers does not make one word of them. */
function tokens(line: string): string[] {
  return line.match(/[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu) ?? [];
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.changed === piece.changed)
      result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

function unmarked(text: string): readonly Piece[] {
  return text === "" ? [] : [{ text, changed: false }];
}
