import { type Document, isDocument, isNode, parseAllDocuments } from "yaml";
import { edited } from "./edit/edit.ts";
import { indentationOf } from "./edit/indentation.ts";
import { layoutOf } from "./edit/layout.ts";
import { memberEdits } from "./edit/valueEdits.ts";
import { lineFeedOf } from "./lineFeed.ts";
import { parseYaml, YamlError } from "./parseYaml.ts";
import { sameData } from "./sameData.ts";
import { settleKeys } from "./settleKeys.ts";

/**
 * The text of a file in which one document means something else, changed in the lines that have to be others only:
 * comments, order, quotes and indentation stay as somebody wrote them. Lists are compared by what names their items.
 *
 * @param document counted from 1, as `parseYaml` counts
 * @param after plain JSON
 * @returns undefined where the text cannot be changed so that it means just that and nothing else changes; then the
 *   document has to be written anew
 */
export function editYaml(text: string, document: number, after: unknown): string | undefined {
  if (text.startsWith(byteOrderMark)) {
    const rest = editYaml(text.slice(1), document, after);
    return rest === undefined ? undefined : byteOrderMark + rest;
  }
  const before = meaningOf(text);
  if (before?.has(document) !== true) return undefined;
  if (sameData(before.get(document), after)) return text;
  const expected = new Map(before).set(document, after);

  for (const attempt of attempts) {
    if (attempt.aliases !== "compared" && !text.includes("*")) continue;
    for (const result of candidates(text, document, before.get(document), after, attempt)) {
      if (sameDocuments(meaningOf(result), expected)) return result;
    }
  }
  return undefined;
}

const byteOrderMark = "\uFEFF";

/** What could stand in the way of the least change; the most usual first. */
const attempts = (["trusted", "compared", "replaced"] as const).flatMap((aliases) =>
  [false, true].map((textsQuoted) => ({ aliases, textsQuoted })),
);

/** The best one first. */
function candidates(
  text: string,
  document: number,
  before: unknown,
  after: unknown,
  { aliases, textsQuoted }: (typeof attempts)[number],
): readonly string[] {
  // Lines can be put behind the last one only if it ends.
  const end = text.endsWith("\n") ? "" : lineFeedOf(text);
  const ended = text + end;
  const parsed = parsedDocument(ended, document);
  if (parsed === undefined || !isNode(parsed.contents)) return [];
  const root = layoutOf(parsed.contents);
  const style = { ...indentationOf(ended, root), textsQuoted };
  const edits = memberEdits({ text: ended, style, aliases }, root, before, after);
  const result = edits === undefined ? undefined : edited(ended, edits);
  if (result === undefined) return [];
  return end !== "" && result.endsWith(end) ? [result.slice(0, -end.length), result] : [result];
}

/** With its keys as `parseYaml` has them; undefined where they are no keys in JSON. */
function parsedDocument(text: string, document: number): Document.Parsed | undefined {
  const documents = parseAllDocuments(text, { version: "1.1", prettyErrors: false, keepSourceTokens: true });
  const parsed = Array.isArray(documents) ? documents[document - 1] : undefined;
  if (!isDocument(parsed)) return undefined;
  settleKeys(parsed as Document.Parsed, (message) => new YamlError(message, document, 0));
  return parsed as Document.Parsed;
}

/** Of each document; undefined where the text cannot be read. */
function meaningOf(text: string): ReadonlyMap<number, unknown> | undefined {
  try {
    return new Map(parseYaml(text).map(({ document, value }) => [document, value]));
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function sameDocuments(
  one: ReadonlyMap<number, unknown> | undefined,
  other: ReadonlyMap<number, unknown>,
): boolean {
  return (
    one?.size === other.size &&
    [...other].every(([key, value]) => one.has(key) && sameData(one.get(key), value))
  );
}
