import { escapeInJson, printable } from "../printable.ts";

/**
 * Plain data as YAML in kubectl's style: two spaces, sequences not indented below their key, text of several
 * lines as a block, nothing folded. It reads back equal through kubectl (YAML 1.1): what that would take for
 * something else is quoted. As in JSON, properties without a value are left out, and a surrogate without its
 * other half is U+FFFD. Control characters and marks of direction stand as escapes.
 */
export function toYaml(value: unknown): string {
  const { first, below } = node(value, "");
  return `${[first, ...below].filter((line) => line !== undefined).join("\n")}\n`;
}

/** How a value is written: what stands beside its key or dash, if anything, and the lines below, indented. */
interface Written {
  readonly first?: string;
  readonly below: readonly string[];
}

/** @param indent what stands before the lines of a mapping or sequence here */
function node(value: unknown, indent: string): Written {
  if (typeof value === "string") return value.includes("\n") ? lines(value, indent) : inline(scalar(value));
  if (typeof value !== "object" || value === null) return inline(JSON.stringify(value) ?? "null");
  if (Array.isArray(value)) {
    if (value.length === 0) return inline("[]");
    return { below: value.flatMap((item) => afterDash(node(item, `${indent}  `), indent)) };
  }
  const entries = Object.entries(value).filter(([, of]) => of !== undefined);
  if (entries.length === 0) return inline("{}");
  return { below: entries.flatMap(([key, of]) => entry(scalar(key), of, indent)) };
}

function inline(first: string): Written {
  return { first, below: [] };
}

function entry(key: string, value: unknown, indent: string): readonly string[] {
  const { first, below } = node(value, Array.isArray(value) ? indent : `${indent}  `);
  const beside = first === undefined ? "" : ` ${first}`;
  if (key.length <= longestKey) return [`${indent}${key}:${beside}`, ...below];
  return [`${indent}? ${key}`, `${indent}:${beside}`, ...below];
}

/** What a YAML reader looks ahead for the `:` of a key without `?`, less some room. */
const longestKey = 1000;

/** A mapping or sequence in a sequence starts on the line of the dash. */
function afterDash({ first, below }: Written, indent: string): readonly string[] {
  if (first !== undefined) return [`${indent}- ${first}`, ...below];
  const [head = "", ...rest] = below;
  return [`${indent}- ${head.slice(indent.length + 2)}`, ...rest];
}

/** As a block `|`, unless something in it would not be seen there, or would be read as part of the indentation. */
function lines(text: string, indent: string): Written {
  const hidden = hasHidden(text) || /[ \t]$/m.test(text) || /^\n*[ \t]/.test(text) || /^\n+$/.test(text);
  if (hidden) return inline(doubleQuoted(text));
  const end = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
  const content = end === "-" ? text : text.slice(0, -1);
  const inner = indent === "" ? "  " : indent;
  return {
    first: `|${end}`,
    below: content.split("\n").map((line) => (line === "" ? "" : `${inner}${line}`)),
  };
}

function scalar(text: string): string {
  if (hasHidden(text) || /[\n\t]/.test(text) || meansSomethingElse(text)) return doubleQuoted(text);
  return isSyntax.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

/** Text whose first character, blanks or `: ` and ` #` YAML would take for its own signs. */
const isSyntax = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^(?:---|\.\.\.)|:(?:\s|$)|\s#|^\s|\s$/u;

/** Text that YAML 1.1, or one of its readers, takes for null, a boolean, a number, a date or a merge key. */
function meansSomethingElse(text: string): boolean {
  if (/^(?:|~|null|true|false|y|yes|n|no|on|off|<<|=)$/i.test(text)) return true;
  // Readers differ in where a `_` may stand among digits.
  const digits = text.replaceAll("_", "");
  return (
    /^[-+]?0(?:x[\da-f]*|b[01]*|o?[0-7]*)$/i.test(digits) ||
    /^[-+]?\d*(?:\.\d*)*(?:e[-+]?\d*)?$/i.test(digits) ||
    /^[-+]?\.(?:inf|nan)$/i.test(digits) ||
    /^[-+]?\d+(?::\d+)+(?:\.\d*)?$/.test(digits) ||
    /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/.test(digits)
  );
}

/** Whether some of the text could not be seen, or would play tricks on who reads it. */
function hasHidden(text: string): boolean {
  return printable(text) !== text || noCharacter.test(text) || !text.isWellFormed();
}

/** A byte order mark, which readers drop, and code points that they refuse. */
const noCharacter = /[\ufeff\ufffe\uffff]/;

function doubleQuoted(text: string): string {
  return escapeInJson(JSON.stringify(text.toWellFormed())).replace(
    /[\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}
