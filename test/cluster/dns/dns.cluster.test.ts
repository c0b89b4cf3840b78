import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testCluster } from "../fixture.ts";
import { caseVariable, seedVariable } from "../placement/report.ts";
import { createCoverage } from "../rollout/coverage.ts";
import { type Explainer, openExplainer } from "../rollout/explainer.ts";
import { type Case, caseOf } from "./cases.ts";
import { countLook, minimum } from "./classes.ts";
import { differences } from "./compare.ts";
import { create, happen, release, type Stage } from "./happenings.ts";
import { lookAtRest } from "./look.ts";
import { type Failure, report } from "./report.ts";

const caseCount = 96;

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");
const onlyCase = Number(process.env[caseVariable] || 0);
const pool = `dns-${seed}`;
const cases: readonly Case[] = Array.from({ length: caseCount }, (_, index) => index + 1)
  .filter((number) => onlyCase === 0 || number === onlyCase)
  .map((number) => caseOf(seed, number, pool));
if (cases.length === 0) {
  throw new Error(`${caseVariable}=${process.env[caseVariable]}: cases are 1 to ${caseCount}`);
}

/** The tool against the real CoreDNS: which pods of random StatefulSets have names, and what their names say. */
describe.skipIf(!inject("cluster").managed)(`DNS, ${seedVariable}=${seed}`, () => {
  const coverage = createCoverage(minimum);
  const nodes = [`node-${pool}-0`, `node-${pool}-1`];
  let stage: Stage;
  let explainer: Explainer;

  beforeAll(async () => {
    const cluster = testCluster();
    const capacity = { cpu: "64", memory: "1Ti", pods: "500" };
    await cluster.createNodes(nodes.length, (index) => ({
      name: nodes[index] ?? "",
      labels: { pool },
      capacity,
    }));
    stage = { cluster, namespace: await cluster.createNamespace("dns"), seed };
    explainer = await openExplainer(cluster);
  });

  const compareAll = async (phase: string): Promise<void> => {
    const failures: Failure[] = [];
    for (const look of await lookAtRest(stage, explainer, cases)) {
      const { one, facts, real } = look;
      countLook(coverage, look);
      const found = differences(one, stage.namespace, facts, real);
      if (found.length > 0) failures.push({ seed, one, phase, differences: found, facts, real });
    }
    if (failures.length > 0) expect.fail(report(failures));
  };

  it("names the pods as CoreDNS does", { timeout: 90_000 }, async () => {
    await Promise.all(cases.map((one) => create(stage, one)));
    await compareAll("created");
  });

  it("names them so after pods failed and Services changed", { timeout: 90_000 }, async () => {
    await Promise.all(cases.map((one) => happen(stage, one)));
    await compareAll("changed");
  });

  it.skipIf(onlyCase !== 0)("was asked of cases that can tell right from wrong", () => {
    expect(coverage.missing()).toEqual([]);
  });

  afterAll(async () => {
    process.stderr.write(`DNS, ${seedVariable}=${seed}, ${cases.length} cases:\n${coverage.report()}\n`);
    explainer?.close();
    const { cluster, namespace } = stage;
    await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
    await cluster.waitFor("the held pods to be let go", async () => (await release(stage, cases)) === 0);
    await cluster.deleteNodes(nodes);
  });
});
