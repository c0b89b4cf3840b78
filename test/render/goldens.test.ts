import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explainPlan } from "../../src/explain/plan.ts";
import type { Explanation } from "../../src/explanation/explanation.ts";
import { kinds as allKinds } from "../../src/kinds/index.ts";
import type { Format } from "../../src/render/formats.ts";
import { renderers } from "../../src/render/index.ts";
import type { RenderStyle } from "../../src/render/style.ts";
import { manifestSource } from "../../src/source/manifests/manifestSource.ts";
import { readManifests } from "../../src/source/manifests/readManifests.ts";
import { explained, recording } from "../kinds/recorded.ts";

const goldens = join(import.meta.dirname, "..", "goldens");
const kinds = ["DaemonSet", "Deployment", "Pod", "StatefulSet"] as const;
const cases = readdirSync(join(import.meta.dirname, "..", "snapshots"))
  .sort()
  .flatMap((name) => {
    const kind = kinds.find((kind) => name.startsWith(`${kind.toLowerCase()}-`));
    return kind === undefined ? [] : [{ name, kind }];
  });

const plain: RenderStyle = { color: false, width: 80, wide: false, unicode: true };
const outputs: readonly (readonly [file: string, format: Format, style: RenderStyle])[] = [
  ["table-80", "table", plain],
  ["table-200", "table", { ...plain, width: 200 }],
  ["wide", "wide", { ...plain, width: 120 }],
  ["json", "json", plain],
  ["yaml", "yaml", plain],
];

/** A command is copied whole; and a last column that holds one word alone has no place to break. */
function isUnbreakable(line: string): boolean {
  return /^ {4}(kubectl |# | {2}-)/.test(line) || / {2}\S+$/.test(line);
}

interface Case {
  readonly name: string;
  readonly document: () => Promise<Explanation>;
}

const recorded: readonly Case[] = cases.map(({ name, kind }) => ({
  name,
  document: () => explained(name, kind) as Promise<Explanation>,
}));

/** The examples before they are applied, with no cluster to ask. */
const planned: readonly Case[] = kinds
  .filter((kind) => kind !== "Pod")
  .map((kind) => ({
    name: `manifests-${kind.toLowerCase()}`,
    document: () => explainedManifest(kind),
  }));

async function explainedManifest(kind: (typeof kinds)[number]): Promise<Explanation> {
  const folder = join(import.meta.dirname, "..", "..", "examples", "manifests");
  const manifests = await readManifests({ filenames: [folder], recursive: false }, process);
  const source = manifestSource(
    // Where the folder stands is no matter of the page.
    manifests.map(({ object, origin }) => ({ object, origin: { ...origin, file: basename(origin.file) } })),
    { namespace: "default", observedAt: "2026-11-25T04:00:00Z" },
  );
  const of = allKinds.find(({ resource }) => resource.kind === kind);
  const name = manifests.find(({ object }) => object.kind === kind)?.object.metadata?.name;
  if (of === undefined || name === undefined) throw new Error(`the examples hold no ${kind}`);
  const request = { subjects: [{ by: "name", kind: of, namespace: "default", name }] } as const;
  const [explanation] = explain(request, await source.collect(explainPlan(request))).explanations;
  if (explanation === undefined) throw new Error(`no explanation of ${kind}`);
  return explanation;
}

/** Each recording in each format, whole: `vitest -u` writes them anew, and then they are to be read. */
describe.each([...recorded, ...planned])("$name", ({ name, document }) => {
  it.each(outputs)("as %s", async (file, format, style) => {
    const text = renderers[format](await document(), style);
    await expect(text).toMatchFileSnapshot(join(goldens, `${name}.${file}.txt`));
  });

  it.each(["table", "wide"] as const)("%s says the same with colour as without", async (format) => {
    const explanation = await document();
    const coloured = renderers[format](explanation, { ...plain, color: true });
    expect(coloured).toMatch(/\[\d+m/);
    expect(stripVTControlCharacters(coloured)).toBe(renderers[format](explanation, plain));
  });

  it("begins with the verdict", async () => {
    const explanation = await document();
    const page = renderers.table(explanation, { ...plain, width: Number.POSITIVE_INFINITY });
    expect(page.split("\n")[0]).toBe(explanation.verdict.sentence);
  });

  it("fits into 80 columns, but for words that are longer", async () => {
    const page = renderers.table(await document(), plain);
    expect(page.split("\n").filter((line) => line.length > 80 && !isUnbreakable(line))).toEqual([]);
  });

  it("has no spaces at the ends of lines, and is ASCII where the locale is", async () => {
    const page = renderers.table(await document(), { ...plain, unicode: false });
    expect(page).not.toMatch(/[ \t]\n/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
    expect(page).toMatch(/^[\u0000-\u007f]*$/);
  });

  it("is the same document as JSON and as YAML", async () => {
    const explanation = await document();
    const { parse } = await import("yaml");
    expect(JSON.parse(renderers.json(explanation, plain))).toEqual(
      parse(renderers.yaml(explanation, plain), { version: "1.1" }),
    );
  });
});

describe("the revisions of a Deployment", () => {
  it("all of them, with what each changed", async () => {
    const page = renderers.table((await explained("deployment-history", "Deployment")) as Explanation, {
      ...plain,
      revisions: true,
    });
    await expect(page).toMatchFileSnapshot(join(goldens, "deployment-history.revisions.txt"));
  });

  it("one of them in full", async () => {
    const { request, snapshot } = await recording("deployment-history", "Deployment");
    const [explanation] = explain({ ...request, options: { revision: 2 } }, snapshot).explanations;
    if (explanation === undefined) throw new Error("no explanation");
    const page = renderers.table(explanation, plain);
    await expect(page).toMatchFileSnapshot(join(goldens, "deployment-history.revision-2.txt"));
  });
});

describe.each(cases.filter(({ kind }) => kind === "DaemonSet"))("$name", ({ name }) => {
  it("counts what the controller counted, but where a new taint has left its status behind", async () => {
    const { facts } = await explained(name, "DaemonSet");
    const isBehind = (facts.status?.behind.length ?? 0) > 0;
    expect(isBehind).toBe(name === "daemonset-status-behind");
  });
});
