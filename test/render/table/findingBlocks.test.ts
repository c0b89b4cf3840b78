import { expect, it } from "vitest";
import type { Finding } from "../../../src/explanation/finding.ts";
import { print } from "../../../src/render/layout/print.ts";
import { findingBlocks } from "../../../src/render/table/findingBlocks.ts";

const style = { color: false, width: 60, wide: false, unicode: true };
const missing: Finding = {
  code: "GoverningServiceMissing",
  severity: "error",
  message: "the governing Service `nginx` does not exist, so no pod has a DNS name",
  help: "apply it; the pods need no restart:\n  kind: Service\n  metadata:\n    name: nginx\nnothing else is needed",
  parameters: {},
  evidence: [],
};
const info = (code: string): Finding => ({
  ...missing,
  code,
  severity: "info",
  message: "good to know",
  help: "look",
});
const page = (findings: readonly Finding[], more: Partial<typeof style> = {}, told?: ReadonlySet<string>) =>
  print(findingBlocks(findings, { ...style, ...more }, told), { ...style, ...more });

it("says what is so and what to do, folded, and what is to be copied as it is", () => {
  expect(page([missing])).toMatchInlineSnapshot(`
    "
    error[GoverningServiceMissing]: the governing Service
      \`nginx\` does not exist, so no pod has a DNS name
      apply it; the pods need no restart:
        kind: Service
        metadata:
          name: nginx
      nothing else is needed

    At length: kubectl workload finding GoverningServiceMissing
    "
  `);
});

it("of what is good to know no help, unless everything is wanted", () => {
  expect(page([info("NoServiceSelects")])).not.toContain("look");
  expect(page([info("NoServiceSelects")], { wide: true })).toContain("look");
});

it("nothing again of what the page has said before, but the command that says more", () => {
  expect(page([missing], {}, new Set([missing.code]))).toBe(
    "\nAt length: kubectl workload finding GoverningServiceMissing\n",
  );
});

it("those without help stand close together", () => {
  expect(page([info("NoServiceSelects"), info("ServiceNameUnset")], { width: 100 })).toBe(
    "\ninfo[NoServiceSelects]: good to know\ninfo[ServiceNameUnset]: good to know\n" +
      "\nAt length: kubectl workload finding NoServiceSelects ServiceNameUnset\n",
  );
});

it("nothing was found, nothing is said", () => {
  expect(findingBlocks([], style)).toEqual([]);
});
