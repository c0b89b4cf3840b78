import stringWidth from "fast-string-width";
import type { Span } from "./blocks.ts";

/** Columns that the text takes on a terminal: wide characters take two, combining ones none. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/**
 * Folds at spaces so that no line is wider than `width`; a word that is wider stays whole, since a name that is
 * cut in two can be neither copied nor found. Every span keeps its tone on each line that it reaches.
 */
export function foldSpans(spans: readonly Span[], width: number): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const { text, tone } of spans) {
    for (const piece of text.split(/(\n| +)/)) {
      if (piece === "") continue;
      const pieceWidth = displayWidth(piece);
      const isSpace = piece.trim() === "";
      if (piece === "\n" || (!isSpace && used > 0 && used + pieceWidth > width)) {
        lines.push([]);
        used = 0;
        if (piece === "\n") continue;
      }
      if (isSpace && used === 0) continue;
      lines.at(-1)?.push({ text: piece, tone });
      used += pieceWidth;
    }
  }
  return lines;
}
