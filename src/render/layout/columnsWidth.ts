import { type Inline, spansOf } from "./blocks.ts";
import { displayWidth } from "./fold.ts";

/** Between two columns, and what a block of columns is as wide as when nothing of it is folded. */
export const gutter = 2;

export function columnsWidth(rows: readonly (readonly Inline[])[]): number {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => inlineWidth(row[column] ?? ""))),
  );
  return widths.reduce((sum, width) => sum + width, 0) + gutter * Math.max(0, count - 1);
}

export function inlineWidth(inline: Inline): number {
  return displayWidth(
    spansOf(inline)
      .map(({ text }) => text)
      .join(""),
  );
}
