import { lineFeedOf } from "../lineFeed.ts";

/** Text in place of what is between two offsets. Line ends are line feeds; they become those of the file. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits; undefined where two of them are about the same place. Of those that only insert, the
 *  first one's text comes first. */
export function edited(text: string, edits: readonly Edit[]): string | undefined {
  const sorted = edits.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const lineFeed = lineFeedOf(text);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: put } of sorted) {
    if (start < at) return undefined;
    parts.push(text.slice(at, start), put.replace(/\r?\n/g, lineFeed));
    at = end;
  }
  return parts.join("") + text.slice(at);
}
