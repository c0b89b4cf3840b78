import type { Conversion } from "../explanation/conversion.ts";
import type { Document } from "../explanation/explanation.ts";
import { escapeInJson } from "../text/printable.ts";

/** The document itself, indented as kubectl indents it. */
export function renderJson(document: Document | Conversion): string {
  return `${escapeInJson(JSON.stringify(document, null, 4))}\n`;
}
