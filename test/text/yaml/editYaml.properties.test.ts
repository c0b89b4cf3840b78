import { describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, type Pair, parseAllDocuments } from "yaml";
import { pairedLines } from "../../../src/text/alignedLines.ts";
import { documentSpans } from "../../../src/text/yaml/documentSpans.ts";
import { editYaml } from "../../../src/text/yaml/editYaml.ts";
import { parseYaml } from "../../../src/text/yaml/parseYaml.ts";
import { appendDocuments, replaceDocument } from "../../../src/text/yaml/replaceDocument.ts";
import { toYaml } from "../../../src/text/yaml/toYaml.ts";
import {
  type Data,
  type Random,
  randomData,
  randomKey,
  randomMap,
  randomScalar,
  seeded,
  writtenByHand,
} from "./writtenByHand.ts";

const firstSeed = Number(process.env["SEED"] ?? 1);
const cases = process.env["SEED"] === undefined ? 2000 : 1;
const time = 180_000;

interface File {
  readonly text: string;
  readonly document: number;
  readonly before: Data;
  /** Of all documents. */
  readonly values: readonly unknown[];
}

/** Some documents as people write them, one of which is looked at. */
function someFile(random: Random): File {
  const between = random.oneOf(["---\n", "--- # next\n", "...\n---\n"]);
  const documents = Array.from({ length: random.oneOf([1, 1, 2, 3]) }, () =>
    writtenByHand(random, { kind: "Deployment", ...randomMap(random, 3) }),
  );
  const ended = documents.join(between).replaceAll("\n", random.often(0.2) ? "\r\n" : "\n");
  const text = random.often(0.2) ? ended.replace(/\r?\n$/, "") : ended;
  const document = 1 + random.upTo(documents.length - 1);
  const values = parseYaml(text).map(({ value }) => value);
  return { text, document, before: values[document - 1] as Data, values };
}

function forEachSeed(run: (random: Random) => void): void {
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    try {
      run(seeded(seed));
    } catch (cause) {
      throw new Error(`with SEED=${seed}: ${(cause as Error).message}`, { cause });
    }
  }
}

/** Changes as they come, `rough` ones of lists and kinds as well. */
function mutated(random: Random, data: Data, rough: boolean): Data {
  if (Array.isArray(data)) {
    const items = data.map((item: Data) => (random.often(0.3) ? mutated(random, item, rough) : item));
    if (!rough) return items;
    const left = items.filter(() => !random.often(0.15));
    const at = random.upTo(left.length);
    const more = random.often(0.2) ? left.toSpliced(at, 0, randomData(random, 2)) : left;
    return random.often(0.1) ? more.toReversed() : more;
  }
  if (typeof data !== "object" || data === null) return rough ? randomData(random, 2) : randomScalar(random);
  const entries = Object.entries(data)
    .filter(([key]) => key === "kind" || !random.often(0.12))
    .map(([key, value]): [string, Data] => [key, random.often(0.35) ? mutated(random, value, rough) : value]);
  const key = randomKey(random);
  if (random.often(0.7) || Object.hasOwn(data, key)) return Object.fromEntries(entries);
  return Object.fromEntries(entries.toSpliced(random.upTo(entries.length), 0, [key, randomData(random, 2)]));
}

function expectOnlyOneChanged(result: string, { text, document, values }: File, after: unknown): void {
  expect(parseYaml(result).map(({ value }) => value)).toEqual(
    values.map((value, index) => (index === document - 1 ? after : value)),
  );
  const [was, is] = [documentSpans(text)[document - 1], documentSpans(result)[document - 1]];
  expect(result.slice(0, is?.content)).toBe(text.slice(0, was?.content));
  expect(result.slice(is?.end)).toBe(text.slice(was?.end));
  expect(text.includes("\r\n") ? /(?<!\r)\n/.test(result) : result.includes("\r\n")).toBe(false);
}

describe("a file edited at random", () => {
  it.each([
    ["by keys that go and come, and scalars that change", false],
    ["by anything", true],
  ])(
    "means what it should, %s",
    (_, rough) => {
      let refused = 0;
      forEachSeed((random) => {
        const file = someFile(random);
        const after = mutated(random, file.before, rough);
        const result = editYaml(file.text, file.document, after);
        if (result === undefined) refused += 1;
        else expectOnlyOneChanged(result, file, after);
      });
      expect(refused).toBeLessThan(cases / 100);
    },
    time,
  );

  it(
    "loses no line but those of what changed",
    () => {
      forEachSeed((random) => {
        const file = someFile(random);
        const place = random.oneOf(blockPairs(file));
        const after = structuredClone(file.before) as Holder;
        const holder = place.path.slice(0, -1).reduce((at, step) => at[step] as Holder, after);
        const key = place.path.at(-1) as string;
        const action = place.isScalar
          ? random.oneOf(["remove", "replace", "add"])
          : random.oneOf(["remove", "add"]);
        const isOnly = Object.keys(holder).length === 1;
        if (action === "remove" && isOnly) return;
        if (action === "replace") holder[key] = random.often(0.5) ? "a word" : random.upTo(99);
        if (action === "remove") delete holder[key];
        if (action === "add") holder["added-key"] = randomData(random, 2);

        const result = editYaml(file.text, file.document, after) ?? "";
        expectOnlyOneChanged(result, file, after);
        const lines = (text: string) => text.split(/\r?\n/);
        const lost = lines(file.text.slice(0, place.from)).length - 1;
        const own = action === "add" ? 0 : lines(file.text.slice(place.from, place.to)).length;
        const expected = lines(file.text).filter(
          (line, index) =>
            /# .* \d+$/.test(line) && !(index >= lost && index < lost + own && action === "remove"),
        );
        // What is set in deep enough below a text is a part of it.
        const texts = JSON.stringify(file.before);
        const comment = (line: string) => /# (?:keep|see|- old|TODO).*$/.exec(line)?.[0] ?? "";
        const left = new Set(lines(result).map(comment));
        const lostComments = expected.map(comment).filter((one) => !left.has(one) && !texts.includes(one));
        expect(lostComments).toEqual([]);
        const missing = pairedLines(lines(file.text), lines(result)).filter(
          ({ before, after: now }) => before !== undefined && before !== now,
        );
        // Beside a dash the line of the next key, or of the first one, changes as well.
        expect(missing.length).toBeLessThanOrEqual(own + 1);
      });
    },
    time,
  );
});

interface Holder {
  [step: string | number]: unknown;
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly isScalar: boolean;
  /** What is the pair's at most: from the end of what is before it to the start of what comes behind it. */
  readonly from: number;
  readonly to: number;
}

/** The keys that are not within brackets, except for the kind. */
function blockPairs({ text, document }: File): readonly Place[] {
  const parsed = parseAllDocuments(text, { version: "1.1" })[document - 1];
  const places: Place[] = [];
  const visit = (node: unknown, path: Place["path"], start: number, end: number) => {
    if (isSeq(node) && node.flow !== true) {
      for (const [index, item] of (node.items as { range: Range }[]).entries()) {
        const before = (node.items[index - 1] as { range: Range } | undefined)?.range[1];
        visit(item, [...path, index], before ?? start, end);
      }
    }
    if (!isMap(node) || node.flow === true) return;
    for (const [index, pair] of (node.items as Pair[]).entries()) {
      const { key, value } = pair as Pair<{ range: Range; value: unknown }, { range: Range }>;
      const next = (node.items[index + 1] as Pair<{ range: Range }> | undefined)?.key.range[0] ?? end;
      const before = node.items[index - 1] as Pair<unknown, { range: Range }> | undefined;
      const own = [...path, String(key.value)];
      visit(value, own, key.range[1], next);
      places.push({ path: own, isScalar: isScalar(value), from: before?.value?.range[1] ?? start, to: next });
    }
  };
  visit(parsed?.contents, [], 0, text.length);
  return places.length > 1 ? places.filter(({ path }) => path.join() !== "kind") : places;
}

type Range = readonly [number, number, number];

describe("a document of a file", () => {
  it(
    "is replaced, or gets others behind it, and the rest stays",
    () => {
      forEachSeed((random) => {
        const file = someFile(random);
        const put = [randomMap(random, 2), { kind: "Service" }].map((value) => ({ kind: "List", ...value }));
        const replaced = replaceDocument(file.text, file.document, toYaml(put[0]));
        expectOnlyOneChanged(replaced, file, put[0]);
        const appended = appendDocuments(
          file.text,
          file.document,
          put.map((value) => toYaml(value)),
        );
        expect(parseYaml(appended).map(({ value }) => value)).toEqual(
          file.values.toSpliced(file.document, 0, ...put),
        );
        const end = documentSpans(file.text)[file.document - 1]?.end;
        expect(appended.startsWith(file.text.slice(0, end))).toBe(true);
        expect(appended.endsWith(file.text.slice(end))).toBe(true);
      });
    },
    time,
  );
});
