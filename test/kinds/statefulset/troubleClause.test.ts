import { describe, expect, it } from "vitest";
import { ordinalList } from "../../../src/kinds/statefulset/troubleClause.ts";

describe("ordinals in a sentence", () => {
  it.each([
    [[2], "ordinal 2"],
    [[3, 2], "ordinals 2 and 3"],
    [[9, 8, 7], "ordinals 7 to 9"],
    [[10, 2, 4], "ordinals 2, 4 and 10"],
    [[1, 3, 5, 7, 9, 11, 13], "7 ordinals between 1 and 13"],
  ])("%j: %s", (ordinals, text) => {
    expect(ordinalList(ordinals)).toBe(text);
  });
});
