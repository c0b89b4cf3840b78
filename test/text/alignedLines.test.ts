import { describe, expect, it } from "vitest";
import { alignedLines, pairedLines } from "../../src/text/alignedLines.ts";

describe("lines that came in place of others", () => {
  it.each([
    [
      "go together by their keys",
      ["kind: A", "strategy:", "replicas: 1"],
      ["kind: B", "replicas: 2"],
      [
        ["kind: A", "kind: B"],
        ["strategy:", undefined],
        ["replicas: 1", "replicas: 2"],
      ],
    ],
    [
      "go together by their place if they are as many",
      ["- --a", "- --b"],
      ["- --x", "- --y"],
      [
        ["- --a", "- --x"],
        ["- --b", "- --y"],
      ],
    ],
    [
      "stand alone if they are not",
      ["- --a"],
      ["- --x", "- --y"],
      [
        ["- --a", undefined],
        [undefined, "- --x"],
        [undefined, "- --y"],
      ],
    ],
    [
      "are known by keys in quotes, and beside dashes",
      ['- "name": a', "  on: 1"],
      ["    name: x", '  - "name": b'],
      [['- "name": a', '  - "name": b']],
    ],
  ] as const)("%s", (_, removed, added, expected) => {
    const rows = pairedLines(removed, added).map(({ before, after }) => [before, after]);
    for (const row of expected) expect(rows).toContainEqual(row);
    expect(rows.map(([before]) => before).filter((line) => line !== undefined)).toEqual(removed);
    expect(rows.map(([, after]) => after).filter((line) => line !== undefined)).toEqual(added);
  });
});

it("two texts side by side are both whole", () => {
  const rows = alignedLines("a: 1\r\nb: 2\r\nc: 3", "a: 1\nb: 3\nd: 4\nc: 3\n");
  expect(rows.map(({ before, after }) => [before, after])).toEqual([
    ["a: 1", "a: 1"],
    ["b: 2", "b: 3"],
    [undefined, "d: 4"],
    ["c: 3", "c: 3"],
  ]);
  expect(alignedLines("", "")).toEqual([]);
});
