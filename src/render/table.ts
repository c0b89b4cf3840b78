import { type Document, explanationsOf } from "../explanation/explanation.ts";
import { print } from "./layout/print.ts";
import type { RenderStyle } from "./style.ts";
import { daemonSetTable } from "./table/daemonSetTable.ts";

/** For people: a page for each explanation, an empty line between two. */
export function renderTable(document: Document, style: RenderStyle): string {
  return explanationsOf(document)
    .map((explanation) => print(daemonSetTable(explanation, style), style))
    .join("\n");
}
