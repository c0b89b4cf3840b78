import type { NodePlacement } from "../../explanation/placement.ts";
import { type Block, type Span, span, type Tone } from "../layout/blocks.ts";

type Cell =
  | "running"
  | "notReady"
  | "terminating"
  | "pending"
  | "missing"
  | "misscheduled"
  | "excluded"
  | "unknown";

/** Shapes differ without colour; each has an ASCII twin for locales that show no more. */
const looks: {
  readonly [Kind in Cell]: readonly [unicode: string, ascii: string, tone: Tone, word: string];
} = {
  running: ["■", "#", "good", "ready"],
  notReady: ["◪", "%", "bad", "not ready"],
  terminating: ["◌", "~", "waiting", "terminating"],
  pending: ["○", "o", "waiting", "pending"],
  missing: ["×", "x", "bad", "no pod"],
  misscheduled: ["▲", "!", "waiting", "misscheduled"],
  excluded: ["□", ".", "faint", "excluded"],
  unknown: ["?", "?", "faint", "unknown"],
};

const order = Object.keys(looks) as Cell[];
const handful = 5;
/** Up to so many nodes each has a cell of its own, at its place in the order of names. */
const oneCellEach = 400;
/** Beyond that a cell stands for many nodes, so that a row of the map stays a row. */
const cellsPerRow = 60;

/**
 * The nodes as cells, by zone where zones are known, else by pool; nothing for a handful of nodes, or where all are
 * alike: the verdict says so in fewer words.
 */
export function nodeMap(nodes: readonly NodePlacement[], unicode: boolean): readonly Block[] {
  const used = new Set(nodes.map(cellOf));
  if (nodes.length <= handful || used.size === 1) return [];
  const rows = [...Map.groupBy(nodes, (node) => node.zone ?? node.pool ?? "nodes")].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const largest = Math.max(...rows.map(([, ofRow]) => ofRow.length));
  const perCell = nodes.length <= oneCellEach ? 1 : Math.ceil(largest / cellsPerRow);
  const symbol = (cell: Cell): Span => span(looks[cell][2], looks[cell][unicode ? 0 : 1]);
  const legend = order
    .filter((cell) => used.has(cell))
    .flatMap((cell, index) => [`${index === 0 ? "" : "   "}`, symbol(cell), ` ${looks[cell][3]}`]);
  const scale = perCell === 1 ? [] : [`   one cell is up to ${perCell} nodes`];
  return [
    {
      block: "cells",
      spaced: perCell === 1,
      rows: rows.map(([label, ofRow]) => {
        const cells = perCell === 1 ? ofRow.map(cellOf) : scaledCells(ofRow, perCell);
        const note = perCell === 1 ? {} : { note: `${ofRow.length}` };
        return { label, cells: cells.map(symbol), ...note };
      }),
    },
    { block: "paragraph", text: [...legend, ...scale] },
  ];
}

/** Sorted by state, every state that is there at least once: what is rare is what is looked for. */
function scaledCells(nodes: readonly NodePlacement[], perCell: number): readonly Cell[] {
  const counts = Map.groupBy(nodes, cellOf);
  return order.flatMap((cell) => {
    const number = counts.get(cell)?.length ?? 0;
    return Array.from({ length: Math.ceil(number / perCell) }, () => cell);
  });
}

function cellOf({ state, pod }: NodePlacement): Cell {
  switch (state) {
    case "Running":
      if (pod?.terminating) return "terminating";
      return pod?.ready === true ? "running" : "notReady";
    case "Pending":
      return "pending";
    case "Missing":
      return "missing";
    case "Misscheduled":
      return "misscheduled";
    case "Excluded":
      return "excluded";
    case "Unknown":
      return "unknown";
  }
}
