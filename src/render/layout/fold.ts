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
  const add = (span: Span) => {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    if (last?.tone === span.tone) line[line.length - 1] = { ...span, text: last.text + span.text };
    else line.push(span);
  };
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
      add({ text: piece, tone });
      used += pieceWidth;
    }
  }
  return lines.map(withoutTrailingSpace);
}

/** Inside of a colour it would be out of reach for whoever trims the line. */
function withoutTrailingSpace(line: readonly Span[]): readonly Span[] {
  const last = line.at(-1);
  if (last === undefined || !last.text.endsWith(" ")) return line;
  const text = last.text.trimEnd();
  const rest = line.slice(0, -1);
  return text === "" ? withoutTrailingSpace(rest) : [...rest, { ...last, text }];
}
