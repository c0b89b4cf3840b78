import { describe, expect, it } from "vitest";
import { type Block, span } from "../../src/render/layout/blocks.ts";
import { displayWidth, foldSpans } from "../../src/render/layout/fold.ts";
import { print } from "../../src/render/layout/print.ts";
import { escapeInJson, printable } from "../../src/text/printable.ts";

const style = { color: false, width: 24, wide: false, unicode: true };
const folded = (text: string, width: number) =>
  foldSpans([span("plain", text)], width).map((line) => line.map((part) => part.text).join(""));

describe("folding", () => {
  it("breaks at spaces, and leaves none at the ends", () => {
    expect(folded("gets a pod once it is Ready", 10)).toEqual(["gets a pod", "once it is", "Ready"]);
  });

  it("keeps a name whole that is wider than the line: cut in two it can be neither copied nor found", () => {
    const taint = "node-role.kubernetes.io/control-plane:NoSchedule";
    expect(folded(`taint ${taint} here`, 12)).toEqual(["taint", taint, "here"]);
  });

  it("counts what a terminal shows, not characters", () => {
    expect(displayWidth("ノード")).toBe(6);
    expect(folded("ノード ノード", 8)).toEqual(["ノード", "ノード"]);
  });
});

describe("a block", () => {
  it.each<[string, Block, string]>([
    [
      "of columns: the last one is folded under itself",
      {
        block: "columns",
        rows: [
          ["node-3", "Insufficient cpu on that node"],
          ["node-10", "x"],
        ],
      },
      "node-3   Insufficient cpu on\n         that node\nnode-10  x\n",
    ],
    [
      "of code is printed as it is",
      { block: "code", indent: 2, text: "tolerations:\n- key: gpu" },
      "  tolerations:\n  - key: gpu\n",
    ],
    ["with a heading and its note", { block: "heading", title: "NODES", note: "12" }, "NODES  12\n"],
  ])("%s", (_, block, text) => {
    expect(print([block], style)).toBe(text);
  });

  it("carries its colour over every line that it is folded to", () => {
    const text = print([{ block: "paragraph", text: span("bad", "stuck at 2 of 8 nodes, held up") }], {
      ...style,
      color: true,
    });
    expect(text).toBe("\u001b[31mstuck at 2 of 8 nodes,\u001b[39m\n\u001b[31mheld up\u001b[39m\n");
  });
});

it("control characters are shown, and in JSON escaped", () => {
  expect(printable("a\u001b[31m\rb\u009b\u202e\tc\n")).toBe("a^[[31m\\rb\\u009b\\u202e\tc\n");
  expect(JSON.parse(escapeInJson(JSON.stringify("\u009b\u202e")))).toBe("\u009b\u202e");
});
