import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { expectWorded } from "./table.ts";

const root = join(import.meta.dirname, "..", "..");
/** A file that is called like a code is a finding; the others are what findings are made with. */
const files = readdirSync(join(root, "src/findings"))
  .filter((file) => /^[A-Z]/.test(file))
  .map((file) => file.replace(/\.ts$/, ""));
const codes = rules.map(({ meta }) => meta.code);

it("every file of a finding stands in the index, in the order of codes, under its own name", () => {
  expect(codes).toEqual([...files].sort());
});

describe.each(codes)("%s", (code) => {
  const rule = rules.find(({ meta }) => meta.code === code);

  it("has a table of cases and a page", () => {
    expect(existsSync(join(root, `test/findings/${code}.test.ts`))).toBe(true);
    expect(readFileSync(join(root, `test/findings/${code}.test.ts`), "utf8")).toContain(
      `findingTable("${code}"`,
    );
    expect(existsSync(join(root, `docs/findings/${code}.md`)), "run `npm run generate`").toBe(true);
  });

  it("is worded as the others are", () => {
    const { title = "", explanation = "" } = rule?.meta ?? {};
    expect(title).not.toMatch(/\.$/);
    expect(title.length).toBeLessThanOrEqual(80);
    expect(explanation.length).toBeGreaterThan(200);
    expectWorded(rule?.example.message ?? "", rule?.example.help ?? "");
  });

  it("says where upstream decides it, or that it is this tool's own judgement", () => {
    expect(rule?.meta.explanation).toMatch(/Upstream: |by convention|judgement/);
  });
});

it("every code is CamelCase", () => {
  for (const { meta } of rules) expect(meta.code).toMatch(/^([A-Z][a-z]+)+$/);
});
