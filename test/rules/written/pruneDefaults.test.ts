import { describe, expect, it } from "vitest";
import {
  byDefault,
  isSame,
  items,
  pointer,
  pruneDefaults,
  serverSet,
  struct,
  where,
} from "../../../src/rules/written/pruneDefaults.ts";

describe("an object without its defaults", () => {
  it.each([
    [
      "loses a value that is the default",
      { protocol: byDefault("TCP") },
      { protocol: "TCP", port: 80 },
      { port: 80 },
    ],
    ["keeps any other value", { protocol: byDefault("TCP") }, { protocol: "UDP" }, { protocol: "UDP" }],
    ["keeps a zero that is not the default", { seconds: byDefault(30) }, { seconds: 0 }, { seconds: 0 }],
    [
      "keeps a number that is written as a text",
      { seconds: byDefault(1) },
      { seconds: "1" },
      { seconds: "1" },
    ],
    ["keeps null, which no default is", { seconds: byDefault(30) }, { seconds: null }, { seconds: null }],
    ["keeps what it does not know", {}, { shiny: { new: [null, {}] } }, { shiny: { new: [null, {}] } }],
    ["loses what only the server writes", { status: serverSet }, { status: { phase: "Bound" } }, {}],
    [
      "compares maps without their order",
      { labels: byDefault({ a: "1", b: "2" }) },
      { labels: { b: "2", a: "1" } },
      {},
    ],
    [
      "loses a struct that is empty then",
      { strategy: struct({ type: byDefault("A") }) },
      { strategy: { type: "A" } },
      {},
    ],
    ["loses a struct that was empty before", { resources: struct({}) }, { resources: {} }, {}],
    [
      "keeps a struct with a field that it does not know",
      { strategy: struct({ type: byDefault("A") }) },
      { strategy: { type: "A", shiny: null } },
      { strategy: { shiny: null } },
    ],
    ["keeps an empty pointer", { emptyDir: pointer({}) }, { emptyDir: {} }, { emptyDir: {} }],
    [
      "keeps a pointer that is empty then",
      { secret: pointer({ mode: byDefault(420) }) },
      { secret: { mode: 420 } },
      { secret: {} },
    ],
    [
      "goes through lists, and keeps every item",
      { ports: items({ protocol: byDefault("TCP") }) },
      { ports: [{ protocol: "TCP" }, { protocol: "UDP" }, 80] },
      { ports: [{}, { protocol: "UDP" }, 80] },
    ],
    [
      "leaves alone what is no object where it expects one",
      { a: struct({}), b: pointer({}), c: items({}) },
      { a: null, b: "", c: null },
      { a: null, b: "", c: null },
    ],
  ])("%s", (_, defaults, object, expected) => {
    expect(pruneDefaults(object, defaults)).toStrictEqual(expected);
  });

  it("knows defaults that depend on the fields beside them", () => {
    const defaults = { account: byDefault(({ name }: { name?: unknown }) => name) };
    expect(pruneDefaults({ account: "shop", name: "shop" }, defaults)).toStrictEqual({ name: "shop" });
    expect(pruneDefaults({ account: "shop", name: "till" }, defaults)).toStrictEqual({
      account: "shop",
      name: "till",
    });
    expect(pruneDefaults({ account: "shop" }, defaults)).toStrictEqual({ account: "shop" });
  });

  it("sees the fields beside as they were sent, whichever comes first", () => {
    const defaults = {
      type: byDefault("RollingUpdate"),
      rollingUpdate: where(({ type }) => type === "RollingUpdate", serverSet),
    };
    expect(pruneDefaults({ type: "RollingUpdate", rollingUpdate: {} }, defaults)).toStrictEqual({});
    expect(pruneDefaults({ type: "OnDelete", rollingUpdate: {} }, defaults)).toStrictEqual({
      type: "OnDelete",
      rollingUpdate: {},
    });
  });

  it("knows no rule by the name of what every object has", () => {
    const labels = JSON.parse('{"constructor":"x","toString":"y","__proto__":"z"}');
    expect(JSON.stringify(pruneDefaults(labels, {}))).toBe(JSON.stringify(labels));
  });
});

describe("the same value", () => {
  it.each([
    [1, 1, true],
    [1, "1", false],
    [{ a: [1, { b: 2, c: 3 }] }, { a: [1, { c: 3, b: 2 }] }, true],
    [[1, 2], [2, 1], false],
    [{}, { a: null }, false],
    [undefined, {}, false],
  ])("%j and %j: %s", (one, other, expected) => {
    expect(isSame(one, other)).toBe(expected);
  });
});
