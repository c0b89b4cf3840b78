import { documentSpans } from "./documentSpans.ts";
import { lineFeedOf } from "./lineFeed.ts";

/**
 * The text with another document in place of one of its documents; what separates them stays, and so do the ends
 * of the lines.
 * @param document counted from 1, as `parseYaml` counts
 */
export function replaceDocument(text: string, document: number, yaml: string): string {
  const span = documentSpans(text)[document - 1];
  if (span === undefined) return text;
  const before = text.slice(0, span.content);
  const separated = atLineStart(before) ? "" : "\n";
  return before + asLines(separated + yaml, text) + text.slice(span.end);
}

/** The text with further documents right behind one of its documents. */
export function appendDocuments(text: string, document: number, yamls: readonly string[]): string {
  if (yamls.length === 0) return text;
  const end = documentSpans(text)[document - 1]?.end ?? text.length;
  const before = text.slice(0, end);
  const separated = atLineStart(before) ? "" : "\n";
  const added = yamls.map((yaml) => `---\n${asLines(yaml, "")}`).join("");
  return before + asLines(separated + added, text) + text.slice(end);
}

function atLineStart(before: string): boolean {
  return before === "" || before === "\uFEFF" || before.endsWith("\n");
}

/** Ending with a line feed, and with the line ends of the text that it goes into. */
function asLines(yaml: string, text: string): string {
  const lines = yaml === "" || yaml.endsWith("\n") ? yaml : `${yaml}\n`;
  return lines.replace(/\r?\n/g, lineFeedOf(text));
}
