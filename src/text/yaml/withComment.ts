import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import { printable } from "../printable.ts";

/**
 * The text with a comment on a line of its own above the value, set in as that is. What stands within `{}` or `[]` has
 * no line of its own: there it is that of the key or item which those belong to. As it was where the value is not
 * there, and where all of the document is one of those.
 *
 * @param document counted from 1
 * @param path keys, and indices of lists, into the document
 * @param comment without `#`; whatever could end its line, or hide, is shown as an escape
 */
export function withComment(
  text: string,
  document: number,
  path: readonly (string | number)[],
  comment: string,
): string {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { version: "1.1", lineCounter: lines, prettyErrors: false });
  const parsed = Array.isArray(documents) ? documents[document - 1] : undefined;
  const offset = parsed?.contents ? offsetOf(parsed.contents, path) : undefined;
  if (offset === undefined) return text;
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(start, offset);
  // Before what stands there only indentation and dashes are a line of its own.
  if (!/^[\s-]*$/.test(before)) return text;
  const indent = /^\s*/.exec(before)?.[0] ?? "";
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return `${text.slice(0, start)}${indent}# ${onOneLine(comment)}${end}${text.slice(start)}`;
}

/** Names come from files and clusters: a line feed in one of them must not make a line of the manifest. */
function onOneLine(comment: string): string {
  return printable(comment.toWellFormed().replaceAll(/[\n\t\ufeff\ufffe\uffff]+/g, " "));
}

/**
 * Where the key, or the item, begins.
 * @param owner where that of `node` does
 */
function offsetOf(node: Node, path: readonly (string | number)[], owner?: number): number | undefined {
  const [step, ...rest] = path;
  if ((isMap(node) || isSeq(node)) && node.flow === true) return node.hasIn(path) ? owner : undefined;
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(step),
    );
    if (pair === undefined) return undefined;
    const key = pair.key as Node;
    const start = key.range?.[0];
    return rest.length === 0 ? start : pair.value ? offsetOf(pair.value as Node, rest, start) : undefined;
  }
  if (!isSeq(node)) return undefined;
  const item = node.items[Number(step)] as Node | undefined;
  if (item === undefined) return undefined;
  const start = item.range?.[0];
  return rest.length === 0 ? start : offsetOf(item, rest, start);
}
