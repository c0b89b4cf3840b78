import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type RunningCluster, startCluster } from "../controlPlane.ts";
import "../globalSetup.ts";
import { createCoverage } from "./coverage.ts";
import { caseVariable, report, seedVariable } from "./report.ts";
import { runRound } from "./round.ts";
import { taintAfterRest } from "./staleStatus.ts";

const casesPerRound = 76;
const rounds = 4;
const nodesPerRound = 16;

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");
const onlyCase = Number(process.env[caseVariable] || 0);

const plan = Array.from({ length: rounds }, (_, index) => ({
  seed,
  number: index + 1,
  nodes: nodesPerRound,
  cases: Array.from({ length: casesPerRound }, (__, offset) => index * casesPerRound + offset + 1).filter(
    (number) => onlyCase === 0 || number === onlyCase,
  ),
})).filter(({ cases }) => cases.length > 0);
if (plan.length === 0) {
  throw new Error(`${caseVariable}=${process.env[caseVariable]}: cases are 1 to ${rounds * casesPerRound}`);
}

/**
 * The tool against the real DaemonSet controller, on random nodes and random DaemonSets: for every node whether a
 * pod is created, stays, or is deleted; every count of status; and the nodes that an advised toleration admits.
 */
describe.skipIf(!inject("cluster").managed)(`placement, ${seedVariable}=${seed}`, () => {
  const coverage = createCoverage();
  let finished = 0;
  let cluster: RunningCluster;

  // One of its own: DaemonSets without a selector run on every node, also on those of other suites.
  beforeAll(async () => {
    // kwok looks after a node that is ready again when it next renews the Leases: here every 4 s.
    cluster = await startCluster({ nodeLeaseDurationSeconds: 16 });
  });
  afterAll(() => cluster?.stop());

  it.each(plan)("is as the controller has it, round $number", { timeout: 240_000 }, async (round) => {
    const failures = await runRound(cluster, round, coverage);
    if (failures.length > 0) expect.fail(report(failures));
    finished += round.cases.length;
  });

  it.skipIf(onlyCase !== 0)(
    "is ahead of status after a taint that makes the controller look at nothing",
    async () => {
      const { before, tainted, edited } = await taintAfterRest(cluster);
      expect(before.placement).toMatchObject({ desired: 2, misscheduled: 0 });
      expect(tainted.placement).toMatchObject({ desired: 1, misscheduled: 1 });
      expect(tainted.status?.behind).toContainEqual({ field: "desiredNumberScheduled", status: 2, rules: 1 });
      expect(tainted.status?.behind).toContainEqual({ field: "numberMisscheduled", status: 0, rules: 1 });
      expect(edited.status).toMatchObject({ desiredNumberScheduled: 1, numberMisscheduled: 1, behind: [] });
    },
  );

  it.skipIf(onlyCase !== 0)("was asked of cases that can tell right from wrong", () => {
    expect(finished).toBe(rounds * casesPerRound);
    expect(coverage.missing()).toEqual([]);
  });

  it("asked that cluster for nothing but reads", async () => {
    const events = await cluster.auditEventsOfAgent("kubectl-workload/");
    const verbs = new Set(events.map(({ verb }) => verb));
    expect(events.length).toBeGreaterThan(onlyCase === 0 ? 100 : 1);
    expect([...verbs].filter((verb) => !["get", "list", "watch"].includes(verb))).toEqual([]);
  });

  afterAll(() => {
    process.stderr.write(`placement, ${seedVariable}=${seed}, ${finished} cases:\n${coverage.report()}\n`);
  });
});
