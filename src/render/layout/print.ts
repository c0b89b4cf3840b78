import { styleText } from "node:util";
import Table from "cli-table3";
import { printable } from "../../text/printable.ts";
import type { RenderStyle } from "../style.ts";
import { type Block, type Inline, type Span, spansOf, type Tone } from "./blocks.ts";
import { gutter } from "./columnsWidth.ts";
import { displayWidth, foldSpans } from "./fold.ts";

type Ink = Parameters<typeof styleText>[0];

const inks: { readonly [Name in Exclude<Tone, "plain">]: Ink } = {
  strong: "bold",
  faint: "dim",
  good: "green",
  waiting: "yellow",
  bad: "red",
};

/** Lays blocks out. Ends with a line feed, and with no spaces at any line's end. */
export function print(blocks: readonly Block[], style: RenderStyle): string {
  const lines = blocks.flatMap((block) => blockLines(block, style));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function blockLines(block: Block, style: RenderStyle): readonly string[] {
  switch (block.block) {
    case "gap":
      return [""];
    case "heading": {
      const note = block.note === undefined ? [] : [`  ${block.note}`];
      const spans = clean([{ text: block.title, tone: "strong" }, ...spansOf(note)]);
      // A heading is one line: what a cluster put into it must not look like a line of ours.
      return [
        paint(
          spans.map(({ text, tone }) => ({ text: text.replace(/\s*\n\s*/g, " "), tone })),
          style,
        ),
      ];
    }
    case "paragraph": {
      const { indent = 0, hanging = 0 } = block;
      return foldSpans(clean(block.text), style.width - indent - hanging).map(
        (line, index) => " ".repeat(index === 0 ? indent : indent + hanging) + paint(line, style),
      );
    }
    case "code": {
      const indent = " ".repeat(block.indent ?? 0);
      return printable(block.text)
        .trimEnd()
        .split("\n")
        .map((line) => indent + line);
    }
    case "columns":
      return columnLines(block, style);
    case "cells":
      return cellLines(block, style);
  }
}

/** All but the last column are as wide as their widest cell; the last one gets what is left. */
function columnLines(
  { head, rows, indent = 0 }: Extract<Block, { block: "columns" }>,
  style: RenderStyle,
): readonly string[] {
  const cells = [
    ...(head === undefined ? [] : [head.map((title) => clean(title))]),
    ...rows.map((row) => row.map(clean)),
  ];
  const count = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, column) =>
    Math.max(...cells.map((row) => displayWidth(textOf(row[column] ?? [])))),
  );
  const before = indent + widths.reduce((sum, width) => sum + width + gutter, 0);
  const left = Math.max(style.width - before, narrowest);

  // cli-table3 takes time with the square of the rows, so a long table is laid out in pieces of one width.
  const lines: string[] = [];
  for (let start = 0; start < cells.length; start += rowsAtOnce) {
    const table = new Table({
      chars: borderless,
      style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    for (const row of cells.slice(start, start + rowsAtOnce)) table.push(row.map(cellText));
    lines.push(...table.toString().split("\n"));
  }
  return lines.map((line) => " ".repeat(indent) + line);

  function cellText(cell: readonly Span[], column: number): string {
    const padding = (widths[column] ?? 0) + gutter - displayWidth(textOf(cell));
    if (column < count - 1) return paint(cell, style) + " ".repeat(padding);
    return foldSpans(cell, left)
      .map((line) => paint(line, style))
      .join("\n");
  }
}

function cellLines(
  { rows, spaced, indent = 0 }: Extract<Block, { block: "cells" }>,
  style: RenderStyle,
): readonly string[] {
  const labelWidth = Math.max(...rows.map(({ label }) => displayWidth(printable(label))));
  const step = spaced ? 2 : 1;
  const width = Math.min(style.width, widestMap);
  const perLine = Math.max(Math.floor((width - indent - labelWidth - gutter) / step), narrowest);
  return rows.flatMap(({ label, cells, note }) => {
    const lines: string[] = [];
    for (let start = 0; start < cells.length || start === 0; start += perLine) {
      const name = start === 0 ? printable(label) : "";
      const padding = " ".repeat(labelWidth - displayWidth(name) + gutter);
      const run = cells.slice(start, start + perLine).map((cell) => paint([cell], style));
      lines.push(" ".repeat(indent) + name + padding + run.join(spaced ? " " : ""));
    }
    if (note !== undefined) lines.push(`${lines.pop()}${" ".repeat(gutter)}${printable(note)}`);
    return lines;
  });
}

const rowsAtOnce = 50;
const narrowest = 20;
/** A map wider than this is hard to follow with the eye, and output that is piped has no width of its own. */
const widestMap = 120;

const borderless = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((place) => [place, ""]),
);

function clean(inline: Inline): readonly Span[] {
  return spansOf(inline).map(({ text, tone }) => ({ text: printable(text), tone }));
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join("");
}

function paint(spans: readonly Span[], { color }: RenderStyle): string {
  return spans
    .map(({ text, tone }) =>
      color && tone !== "plain" && text !== ""
        ? styleText(inks[tone], text, { validateStream: false })
        : text,
    )
    .join("");
}
