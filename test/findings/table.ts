import { describe, expect, it } from "vitest";
import type { Evidence, FindingParameters } from "../../src/explanation/finding.ts";
import { rules } from "../../src/findings/index.ts";
import type { JudgedDocument } from "../../src/findings/rule.ts";

/** What the case is, in a few words, and the document to judge: an explanation or a conversion. */
export type ValidCase = readonly [what: string, document: JudgedDocument];

/** Also what is found: one entry for each occurrence. */
export type InvalidCase = readonly [
  what: string,
  document: JudgedDocument,
  found: readonly {
    /** All of them, or those that the case is about. */
    readonly parameters: FindingParameters;
    /** `StatefulSet/nginx /spec/serviceName`: kind and name, and the JSON Pointer. */
    readonly evidence: readonly string[];
  }[],
];

/** The table of a finding: where it holds not, and where it does, with its parameters and its evidence. */
export function findingTable(
  code: string,
  { valid, invalid }: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] },
): void {
  const rule = rules.find(({ meta }) => meta.code === code);
  if (rule === undefined) throw new Error(`no finding ${code} in src/findings/index.ts`);

  describe(code, () => {
    it.each(valid)("does not hold: %s", (_, document) => {
      expect(rule.findings(document)).toEqual([]);
    });

    it.each(invalid)("holds: %s", (_, document, expected) => {
      const found = rule.findings(document);
      expect(
        found.map(({ parameters, evidence }) => ({ parameters, evidence: evidence.map(place) })),
      ).toMatchObject(expected);
      for (const { message, help, severity, evidence } of found) {
        expect(severity).toBe(rule.meta.severity);
        expect(evidence.length).toBeGreaterThan(0);
        expectWorded(message, help);
      }
    });

    it("has cases of both", () => {
      expect(valid.length).toBeGreaterThan(0);
      expect(invalid.length).toBeGreaterThan(0);
    });
  });
}

/** Lower case at the start but for names of kinds, no final period, nothing left open. */
export function expectWorded(message: string, help: string): void {
  expect(message).not.toMatch(/\.$/);
  expect(message).not.toMatch(/^[A-Z][a-z]+ [a-z]/);
  expect(`${message}\n${help}`).not.toMatch(/undefined|NaN|\[object|``|\n\n\n/);
  expect(help.trim()).not.toBe("");
}

function place({ ref, path }: Evidence): string {
  return `${ref.kind}/${ref.name} ${path}`.trimEnd();
}
