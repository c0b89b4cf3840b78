import type { Document } from "../explanation/explanation.ts";
import type { Format } from "./formats.ts";
import { renderJson } from "./json.ts";
import { renderName } from "./name.ts";
import type { RenderStyle } from "./style.ts";
import { renderTable } from "./table.ts";
import { renderYaml } from "./yaml.ts";

/** A format: one document in, the whole text out. */
export type Renderer = (document: Document, style: RenderStyle) => string;

/** `wide` is the table with every node named. */
export const renderers: { readonly [Name in Format]: Renderer } = {
  table: renderTable,
  wide: (document, style) => renderTable(document, { ...style, wide: true }),
  json: renderJson,
  yaml: renderYaml,
  name: renderName,
};
