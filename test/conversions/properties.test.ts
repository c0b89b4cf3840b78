import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/conversions/draft.ts";
import { type Path, pathText } from "../../src/conversions/fields.ts";
import { pairs } from "../../src/conversions/index.ts";
import { decisionMarks } from "../../src/convert/marks.ts";
import { textsOf } from "../../src/convert/texts.ts";
import type { Fields } from "../../src/rules/pods/templateFields.ts";
import { unifiedDiff } from "../../src/text/unifiedDiff.ts";
import { parseYaml } from "../../src/text/yaml/parseYaml.ts";
import { toYaml } from "../../src/text/yaml/toYaml.ts";
import { createRandom } from "../cluster/placement/random.ts";
import { readByKubectl, someKind } from "../text/yaml/readByKubectl.ts";
import { converted } from "./converted.ts";
import { generated } from "./generate.ts";

const seed = process.env["SEED"] ?? "2026-11-25";
const size = Number(process.env["CASES"] ?? 2000);
const timeout = 120_000;

interface Case {
  readonly what: string;
  readonly before: Fields;
  readonly draft: Draft;
  readonly back: Draft;
}

describe.each(pairs.map(({ from, to }) => [from, to] as const))("a %s as a %s", (from, to) => {
  const cases: readonly Case[] = Array.from({ length: size }, (_, index) => {
    const random = createRandom(seed, from, to, index);
    const before = generated(from, `web-${index}`, "shop", random);
    const decided = random.chance(0.3) ? { keepTolerations: true, name: `copy-${index}` } : {};
    const draft = converted(before, to, decided, { claims: [], services: [] });
    const back = converted(draft.object, from, {}, { claims: [], services: [] });
    return { what: `SEED=${seed}, case ${index}`, before, draft, back };
  });

  it("drops nothing without saying so", { timeout }, () => {
    for (const { what, before, draft } of cases) {
      expect(undeclared(before, draft.object, [draft]), what).toEqual([]);
    }
  });

  it("says of nothing that it is dropped or changed which is not", { timeout }, () => {
    for (const { what, before, draft } of cases) {
      for (const { action, path, from: old } of draft.changes) {
        if (action !== "Dropped" || path === "spec.template.spec.tolerations") continue;
        expect(old, `${what}: ${path}`).toBeDefined();
        const still = leaves(draft.object).get(path);
        expect(still === undefined || still !== leaves(before).get(path), `${what}: ${path}`).toBe(true);
      }
    }
  });

  it("gives the original back, but for what was declared", { timeout }, () => {
    for (const { what, before, draft, back } of cases) {
      expect(undeclared(before, back.object, [draft, back]), what).toEqual([]);
    }
  });

  it("is YAML that means the object, to us and to kubectl", { timeout }, () => {
    for (let start = 0; start < cases.length; start += 500) {
      const batch = cases.slice(start, start + 500);
      const texts = batch.map(({ draft }) => toYaml(draft.object));
      for (const [index, text] of texts.entries()) {
        expect(parseYaml(text)[0]?.value, batch[index]?.what).toEqual(batch[index]?.draft.object);
      }
      const items = texts.map((text) => `- ${text.trimEnd().replaceAll(/\n(?=[^\n])/g, "\n  ")}`);
      const read = readByKubectl(`${toYaml(someKind)}workloads:\n${items.join("\n")}\n`) as {
        workloads: unknown;
      };
      expect(read.workloads, `SEED=${seed}`).toEqual(batch.map(({ draft }) => draft.object));
    }
  });

  it("is a diff that makes the one side of the other, by patch and by git", { timeout }, () => {
    const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-diffs-"));
    try {
      const texts = cases.map(({ before, draft }, index) => {
        const sides = textsOf(
          before,
          draft.object,
          draft.companions,
          decisionMarks(draft.decisions, draft.object),
          undefined,
        );
        const name = `${index}.yaml`;
        const diff = unifiedDiff({
          from: { name: `a/${name}`, text: sides.before.text },
          to: { name: `b/${name}`, text: sides.after.text },
          context: index % 5,
        });
        return { name, diff, before: sides.before.text, after: sides.after.text };
      });
      const patch = texts.map(({ diff }) => `as another kind: what follows is applied\n\n${diff}`).join("\n");
      for (const [tool, args] of [
        ["patch", ["-p1", "--quiet", "--fuzz=0"]],
        ["git", ["apply", "-p1", "--unidiff-zero", "-"]],
      ] as const) {
        const place = join(folder, tool);
        mkdirSync(place);
        for (const { name, before } of texts) writeFileSync(join(place, name), before);
        const { status, stderr, stdout } = spawnSync(tool, args, {
          cwd: place,
          encoding: "utf8",
          input: patch,
        });
        expect(status, `${tool}: ${stderr}${stdout}`).toBe(0);
        for (const { name, after } of texts) {
          expect(readFileSync(join(place, name), "utf8"), `${tool}: SEED=${seed}, case ${name}`).toBe(after);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What differs and is told by no change of any of the drafts. */
function undeclared(
  before: Fields,
  after: Fields,
  drafts: readonly Pick<Draft, "changes">[],
): readonly string[] {
  const told = drafts.flatMap(({ changes }) =>
    changes.flatMap(({ path, newPath }) => [path, newPath ?? path]),
  );
  const [old, now] = [leaves(before), leaves(after)];
  const paths = new Set([...old.keys(), ...now.keys()]);
  return [...paths].filter(
    (path) =>
      old.get(path) !== now.get(path) &&
      !told.some(
        (change) => path === change || path.startsWith(`${change}.`) || path.startsWith(`${change}[`),
      ),
  );
}

/** Every value that holds no other, as JSON, by its path. */
function leaves(object: Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: Path): void => {
    const entries =
      typeof value === "object" && value !== null
        ? Object.entries(value as object)
        : ([] as [string, unknown][]);
    if (entries.length === 0) found.set(pathText(object, path), JSON.stringify(value));
    for (const [key, of] of entries) visit(of, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(object, []);
  return found;
}
