import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testCluster } from "../fixture.ts";
import { caseVariable, seedVariable } from "../placement/report.ts";
import { type Case, caseCounts, caseOf } from "./cases.ts";
import { minimum } from "./classes.ts";
import { createCoverage } from "./coverage.ts";
import { report } from "./report.ts";
import { createRun, type Run } from "./run.ts";
import { type OpenStage, openStage } from "./stage.ts";

const rounds = [0, 1, 2, 3, 4];
/** Each has its own events, among which the server looks for a workload's one by one. */
const mostNamespaces = 12;
const caseCount = caseCounts.Deployment + caseCounts.StatefulSet + caseCounts.DaemonSet;

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");
const onlyCase = Number(process.env[caseVariable] || 0);
const numbers = Array.from({ length: caseCount }, (_, index) => index + 1).filter(
  (number) => onlyCase === 0 || number === onlyCase,
);
if (numbers.length === 0) {
  throw new Error(`${caseVariable}=${process.env[caseVariable]}: cases are 1 to ${caseCount}`);
}

/**
 * The tool against the real controllers and against `kubectl rollout status`: random workloads, driven through
 * random acts, looked at while they move and when they are at rest.
 */
describe.skipIf(!inject("cluster").managed)(`rollout, ${seedVariable}=${seed}`, () => {
  const coverage = createCoverage(minimum);
  let stage: OpenStage;
  let cases: readonly Case[] = [];
  let run: Run;

  beforeAll(async () => {
    const namespaceCount = Math.min(mostNamespaces, numbers.length);
    stage = await openStage(testCluster(), `rollout-${seed}`, { nodes: 5, namespaces: namespaceCount });
    cases = numbers.map((number) => caseOf(seed, number, stage.namespaces[number % namespaceCount] ?? ""));
    run = createRun(stage.observer, seed, cases, coverage);
  });
  afterAll(async () => {
    process.stderr.write(`rollout, ${seedVariable}=${seed}:\n${coverage.report()}\n`);
    await stage.close(cases);
  });

  it.each(rounds)("is as the controllers have it, round %i", { timeout: 120_000 }, async (number) => {
    const failures = await run.round(number);
    if (failures.length > 0) expect.fail(report(failures));
  });

  it.skipIf(onlyCase !== 0)("was asked of moments that can tell right from wrong", () => {
    expect(coverage.missing()).toEqual([]);
  });
});
