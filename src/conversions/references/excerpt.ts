import { hidden } from "../../rules/pods/secretLooking.ts";
import { mentionsIn, type OldPodNames } from "./podNames.ts";

/** About a line of a terminal. */
const width = 100;
/** What tells a secret stands before it, mostly in the same line; a megabyte would take long to be searched for it. */
const context = 1000;

/**
 * The line that names the first pod, of a long one what is around it.
 *
 * @param hide gives the text without what looks like a secret: where that hid the name too, nothing is shown
 */
export function excerptOf(text: string, names: OldPodNames, hide: (text: string) => string): string {
  const [first] = mentionsIn(text, names);
  if (first === undefined) return hidden;
  const from = Math.max(0, first.index - context);
  const shown = hide(text.slice(from, first.index + first.length + context));
  const [mention] = mentionsIn(shown, names);
  if (mention === undefined) return hidden;
  const { index, length } = mention;
  const lineStart = shown.lastIndexOf("\n", index) + 1;
  const nextBreak = shown.indexOf("\n", index);
  const lineEnd = nextBreak < 0 ? shown.length : nextBreak;
  const margin = Math.max(0, Math.floor((width - length) / 2));
  const isLong = lineEnd - lineStart > width;
  const start = isLong ? Math.max(lineStart, index - margin) : lineStart;
  const end = isLong ? Math.min(lineEnd, index + length + margin) : lineEnd;
  return `${start > lineStart ? "…" : ""}${shown.slice(start, end).trim()}${end < lineEnd ? "…" : ""}`;
}
