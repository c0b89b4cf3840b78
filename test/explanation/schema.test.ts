import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explainPlan } from "../../src/explain/plan.ts";
import { documentVersion, type Explanation } from "../../src/explanation/explanation.ts";
import { kinds } from "../../src/kinds/index.ts";
import { readSnapshotFile } from "../../src/source/snapshot/readSnapshotFile.ts";
import { snapshotSource } from "../../src/source/snapshot/snapshotSource.ts";
import { declarationsOf } from "./schema/declarations.ts";
import { schemas } from "./schema/schemas.ts";
import { expectValid, validator } from "./valid.ts";

const root = join(import.meta.dirname, "..", "..");
const recordings = globSync(["examples/cluster.json", "test/snapshots/*/snapshot.json"], {
  cwd: root,
}).sort();

/** Every workload of a recording, explained from it. */
async function explanationsIn(recording: string): Promise<readonly Explanation[]> {
  const file = await readSnapshotFile(join(root, recording), { stdin: Readable.from([]) });
  const subjects = file.items.flatMap(({ kind, metadata }) => {
    const of = kinds.find(({ resource }) => resource.kind === kind);
    if (of === undefined) return [];
    const { namespace = "", name = "" } = metadata ?? {};
    return [{ by: "name", kind: of, namespace, name } as const];
  });
  return explain({ subjects }, await snapshotSource(file).collect(explainPlan({ subjects }))).explanations;
}

/** A copy that can be spoilt. */
function copyOf(explanation: Explanation) {
  // biome-ignore lint/suspicious/noExplicitAny: what is wrong on purpose has no type
  return structuredClone(explanation) as any;
}

const documents = ["explanation", "conversion"];

describe("the schemas of the documents", () => {
  const expected = [...schemas()].map(([path, text]) => [basename(path), path, text] as const);

  it.each(expected)("%s is what the types say; `npm test -- -u` writes it", async (_, path, text) => {
    await expect(text).toMatchFileSnapshot(path);
  });

  it("are themselves without fault", () => {
    expect(validator("explanation")).toBeTypeOf("function");
    expect(validator("conversion")).toBeTypeOf("function");
    expect(validator("snapshot")).toBeTypeOf("function");
  });

  it("name every property of every interface of src/explanation", () => {
    const schema = documents
      .map((name) => readFileSync(join(root, `docs/schema/${name}.v1alpha1.schema.json`), "utf8"))
      .join("\n");
    const named = globSync("src/explanation/*.ts", { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(/readonly (\w+)\??:/g)].map(([, property = ""]) => property);
    });
    expect(named.length).toBeGreaterThan(100);
    // Properties of FactsByKind, which are the kinds, stand in the schema as values.
    expect([...new Set(named)].filter((property) => !schema.includes(`"${property}"`))).toEqual([]);
  });

  it("have a definition for every interface of src/explanation", () => {
    const defined = documents.flatMap((name) => {
      const text = readFileSync(join(root, `docs/schema/${name}.v1alpha1.schema.json`), "utf8");
      return Object.keys((JSON.parse(text) as { readonly $defs: object }).$defs);
    });
    const interfaces = globSync("src/explanation/*.ts", { cwd: root }).flatMap((file) => [
      ...declarationsOf(join(root, file)).keys(),
    ]);
    // Replaced by one definition for each kind, by an enum, or by the schema as a whole.
    const inlined = ["ExplanationOf", "FactsByKind", "ExplainedKind", "Document", "Conversion"];
    const missing = interfaces.filter((name) => !defined.includes(name) && !inlined.includes(name));
    expect(missing).toEqual([]);
  });
});

describe("every document is what its schema says", () => {
  it("has recordings to explain", () => {
    expect(recordings.length).toBeGreaterThan(0);
    expect(existsSync(join(root, "examples/cluster.json")), "run `npm run record`").toBe(true);
  });

  it.each(recordings)("%s and what is explained from it", async (recording) => {
    expectValid(JSON.parse(readFileSync(join(root, recording), "utf8")));
    const items = await explanationsIn(recording);
    expect(items.length).toBeGreaterThan(0);
    items.forEach(expectValid);
    expectValid({ apiVersion: documentVersion, kind: "ExplanationList", items });
  });
});

describe("what a schema refuses", () => {
  it.each<[string, (explanation: ReturnType<typeof copyOf>) => void, string | RegExp]>([
    ["a field of the document that is not declared", (it) => (it.note = "x"), "note"],
    ["a field of the facts that is not declared", (it) => (it.facts.nodeCount = 3), "nodeCount"],
    ["a document without its gaps", (it) => delete it.gaps, "gaps"],
    ["facts without their events", (it) => delete it.facts.events, "events"],
    ["a verdict with a state of its own", (it) => (it.verdict.state = "Fine"), "/verdict/state"],
    [
      "a count that is text",
      ({ facts }) => {
        if (facts.rollout === undefined) facts.ordinal = "0";
        else facts.rollout.minReadySeconds = "0";
      },
      /(minReadySeconds|ordinal) must be integer/,
    ],
    ["a time that is none", (it) => (it.observedAt = "yesterday"), "/observedAt"],
    ["a kind that cannot be explained", (it) => (it.subject.kind = "CronJob"), "/subject/kind"],
    ["the version after this one", (it) => (it.apiVersion = "workload.kubectl/v1"), "/apiVersion"],
    [
      "a gap for a reason that is not known",
      (it) => (it.gaps = [{ resource: "nodes", verb: "list", reason: "Gone", message: "m", effect: "e" }]),
      "/gaps/0/reason",
    ],
    ["another kind of document", (it) => (it.kind = "Comparison"), "/kind"],
  ])("%s", async (_, spoil, named) => {
    for (const recording of recordings) {
      for (const explanation of await explanationsIn(recording)) {
        const spoilt = copyOf(explanation);
        spoil(spoilt);
        expect(() => expectValid(spoilt)).toThrow(named);
      }
    }
  });

  it("takes the facts of one kind for no other's", async () => {
    const all = (await Promise.all(recordings.map(explanationsIn))).flat();
    const first = all[0];
    const other = all.find(({ subject }) => subject.kind !== first?.subject.kind);
    if (first === undefined || other === undefined) throw new Error("the recordings hold one kind only");
    expect(() => expectValid({ ...first, facts: other.facts })).toThrow("/facts");
  });
});
