/**
 * C0 controls but line feed and tab, DEL, C1 controls, and the marks that turn the direction of text: whatever
 * could move the cursor, recolour or reorder what an operator reads.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The text with control characters made visible (`^[`, `\r`, `\u009b`), so that no name, label or message from
 * a cluster can play tricks on the terminal. As kubectl since its fix of CVE-2021-25743.
 */
export function printable(text: string): string {
  return text.replace(control, (character) => {
    if (character === "\u001b") return "^[";
    if (character === "\r") return "\\r";
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** As printable, of a text whose lines may end as Windows ends them. */
export function printableLines(text: string): string {
  return text.split("\r\n").map(printable).join("\r\n");
}

/** In JSON the escape of a control character is `\uXXXX`, which JSON.stringify does only for some of them. */
export function escapeInJson(json: string): string {
  return json.replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
