import type { WarningEvent } from "../../explanation/events.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";

/** A label in capitals and what there is to say; a row without a text is left out. */
export type LabelledRow = readonly [label: string, text: Inline | undefined];

/** The short facts, a labelled line each, after an empty line; nothing at all when there is no row. */
export function labelledBlocks(rows: readonly LabelledRow[]): readonly Block[] {
  const said = rows.flatMap(([label, text]): readonly Inline[][] =>
    text === undefined ? [] : [[span("strong", label), text]],
  );
  return said.length === 0 ? [] : [{ block: "gap" }, { block: "columns", rows: said }];
}

/** One row for warnings that differ only in the name of the pod that was to be: a quota refuses each anew. */
export function warningRows(events: readonly WarningEvent[]): readonly LabelledRow[] {
  const alike = Map.groupBy(events, ({ reason, message }) => `${reason} ${message.replace(generated, "")}`);
  return [...alike.values()].flatMap(([first, ...others]): LabelledRow[] => {
    if (first === undefined) return [];
    const { reason, message, count } = first;
    const more = others.length === 0 ? "" : "; and others like it";
    return [["WARNING", `${reason}${count > 1 ? ` (${count} times)` : ""}: ${message}${more}`]];
  });
}

/** The suffix that the API server gives to a `generateName`. */
const generated = /-[a-z0-9]{5}(?=")/g;
