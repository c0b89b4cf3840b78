import { hidden } from "../../rules/pods/secretLooking.ts";
import { mentionsIn, type OldPodNames } from "./podNames.ts";

/** About a line of a terminal. */
const width = 100;

/**
 * The line that names the first pod, of a long one what is around it.
 *
 * @param shown without secrets: where that hid the name too, nothing is shown
 */
export function excerptOf(shown: string, names: OldPodNames): string {
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
  const text = shown.slice(start, end).trim();
  return `${start > lineStart ? "…" : ""}${text}${end < lineEnd ? "…" : ""}`;
}
