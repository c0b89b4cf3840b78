import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testCluster } from "../fixture.ts";
import { seedVariable } from "../placement/report.ts";
import { type Case, caseCounts, caseOf } from "./cases.ts";
import { createCoverage } from "./coverage.ts";
import { type OpenStage, openStage } from "./stage.ts";
import { observeSteps } from "./steps.ts";

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");

/**
 * Whether a rollout can step shows only where its controller is kept from it: left alone, it has stepped within
 * milliseconds. So it is kept from every change of replicas while the tool looks, and then let go. Of Recreate it
 * does not show: what is refused to that is an error, after which the controller writes no status either.
 */
describe.skipIf(!inject("cluster").managed)(`the next step of a rollout, ${seedVariable}=${seed}`, () => {
  const coverage = createCoverage({ "can step": 8, "cannot step": 2 });
  let stage: OpenStage;
  let cases: readonly Case[] = [];

  beforeAll(async () => {
    stage = await openStage(testCluster(), `steps-${seed}`, { nodes: 2, namespaces: 1 });
    const [namespace = ""] = stage.namespaces;
    cases = Array.from({ length: caseCounts.Deployment }, (_, index) =>
      caseOf(`${seed}/steps`, index + 1, namespace),
    );
  });
  afterAll(async () => {
    process.stderr.write(`steps, ${seedVariable}=${seed}:\n${coverage.report()}\n`);
    await stage.close(cases);
  });

  it("is taken where the tool says that there is one, and nowhere else", { timeout: 120_000 }, async () => {
    const [namespace = ""] = stage.namespaces;
    const steps = await observeSteps(stage.observer, seed, namespace, cases);
    for (const { canStep } of steps) coverage.count(canStep ? "can step" : "cannot step");
    const wrong = steps.filter(({ canStep, stepped }) => canStep !== stepped);
    const report = wrong.map(
      ({ one, acts, canStep, before, after }) =>
        `case ${one.number}, ${acts.map(({ name }) => name)}: canStep is ${canStep}, asked for ${before}, then ${after}`,
    );
    expect(report).toEqual([]);
    expect(coverage.missing()).toEqual([]);
  });
});
