import { documentSpans } from "./documentSpans.ts";
import { lineFeedOf } from "./lineFeed.ts";

/**
 * One document of a file, with the comments above it, without the `---` that separates it from others. Ends with a
 * line feed.
 * @param document counted from 1
 */
export function documentText(text: string, document: number): string {
  const span = documentSpans(text)[document - 1];
  if (span === undefined) return text;
  return `${text.slice(span.content, span.end).trimEnd()}${lineFeedOf(text)}`;
}
