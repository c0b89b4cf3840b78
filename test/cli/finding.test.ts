import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rules } from "../../src/findings/index.ts";
import { run } from "./run.ts";

const page = (code: string) =>
  readFileSync(join(import.meta.dirname, "../../docs/findings", `${code}.md`), "utf8");

it("prints the page of a finding, whichever way its code is written", async () => {
  const { stdout, exitCode } = await run(["finding", "governingservicemissing"]);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(page("GoverningServiceMissing"));
});

it("prints several, as the end of an explanation names them", async () => {
  const { stdout } = await run(["finding", "RollbackTrap", "SelectorOverlap"]);
  expect(stdout).toBe(`${page("RollbackTrap")}\n${page("SelectorOverlap")}`);
});

it("takes codes as a page writes them", async () => {
  const { stdout } = await run([
    "finding",
    "error[RollbackTrap]:",
    "warning[SurgeHasNoNode],SelectorOverlap",
  ]);
  const codes = ["RollbackTrap", "SurgeHasNoNode", "SelectorOverlap"];
  expect(stdout).toBe(codes.map(page).join("\n"));
});

it("lists all of them on a narrow terminal, each with its title below", async () => {
  const { stdout } = await run(["finding"], { columns: 80 });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const codes = lines.flatMap((line) => /^\w+\[(\w+)\]$/.exec(line)?.[1] ?? []);
  expect(codes).toEqual(rules.map(({ meta }) => meta.code));
  expect(stdout).toContain("\n  a PodDisruptionBudget never allows an eviction\n");
});

it("folds the page on a terminal, and says the same", async () => {
  const { stdout } = await run(["finding", "SurgeHasNoNode"], { columns: 60 });
  const text = stdout.replace(/```[\s\S]*?```/g, "");
  expect(text.split("\n").filter((line) => line.length > 60 && line.includes(" "))).toEqual([]);
  const words = (page: string) => page.split(/\s+/).filter((word) => word !== "");
  expect(words(stdout)).toEqual(words(page("SurgeHasNoNode")));
});

it("lists all of them without a code, a line each", async () => {
  const { stdout } = await run(["finding"]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(rules.length + 1);
  expect(lines[0]).toMatch(/^CODE +SEVERITY +KINDS +TITLE$/);
});

it("asks for the code that was meant", async () => {
  const { stderr, exitCode } = await run(["finding", "RollbackTrp"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('no finding is called "RollbackTrp"; did you mean RollbackTrap?');
});

it("needs no kubeconfig", async () => {
  const { exitCode } = await run(["finding", "--kubeconfig", "/nonexistent"]);
  expect(exitCode).toBe(0);
});
