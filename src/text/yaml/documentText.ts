import { isDocument, parseAllDocuments } from "yaml";
import { lineFeedOf } from "./lineFeed.ts";

/**
 * One document of a file, with the comments above it, without the `---` that separates it from others. Ends with a
 * line feed.
 * @param document counted from 1
 */
export function documentText(text: string, document: number): string {
  const documents = parseAllDocuments(text, { version: "1.1", prettyErrors: false });
  const parsed = Array.isArray(documents) ? documents[document - 1] : undefined;
  if (!isDocument(parsed)) return text;
  const start = document === 1 ? 0 : (parsed.range?.[0] ?? 0);
  const own = text.slice(start, parsed.range?.[2]);
  const lines = own.replace(/^(?:[\s\S]*?\n)??---[^\S\n]*\n/, "").replace(/\n(?:---|\.\.\.)[\s\S]*$/, "");
  return `${lines.trimEnd()}${lineFeedOf(text)}`;
}
