import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Conversion } from "../../../src/explanation/conversion.ts";
import type { Runbook, RunbookStep } from "../../../src/explanation/runbook.ts";
import type { Pod } from "../../../src/kube/objects.ts";
import { executable } from "../../cluster/executable.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { bash, type Shell } from "./bash.ts";
import { type Case, cases, nodes } from "./cases.ts";
import { gated, pool, type Wanted } from "./manifests.ts";
import { slowStart } from "./slowStart.ts";
import { type Stage, setStage } from "./stage.ts";

const minutes = 60_000;

describe("a runbook, taken step by step on a real cluster", () => {
  beforeAll(async () => {
    const cluster = testCluster();
    if (!cluster.managed) return;
    for (let index = 0; index < nodes; index += 1) {
      await cluster
        .createNode({ name: `${pool}-${index}`, labels: { pool } })
        .catch((error: { status?: number }) => {
          if (error.status !== 409) throw error;
        });
    }
  }, minutes);

  afterAll(async () => {
    const names = Array.from({ length: nodes }, (_, index) => `${pool}-${index}`);
    if (testCluster().managed) await testCluster().deleteNodes(names);
  });

  test.for(cases.map((each) => [nameOf(each), each] as const))(
    "%s",
    { timeout: 5 * minutes, concurrent: true },
    async ([, each], { cluster, namespace, expect, skip }) => {
      if (!cluster.managed) skip("an existing cluster has no nodes to make");
      const wanted: Wanted = {
        name: "app",
        replicas: nodes,
        ...each.wanted,
        ...(each.slow && { podSpec: gated }),
      };
      const stop = each.slow ? slowStart(cluster, namespace) : async () => {};
      const stage = await setStage(cluster, namespace, each, wanted).catch(async (error: unknown) => {
        await stop();
        throw error;
      });
      const folder = mkdtempSync(join(tmpdir(), "runbook-"));
      const shell: Shell = {
        folder,
        env: { KUBECONFIG: cluster.kubeconfig, PATH: `${join(folder, "bin")}:${process.env["PATH"]}` },
      };
      mkdirSync(join(folder, "bin"));
      symlinkSync(executable, join(folder, "bin", "kubectl-workload"));
      try {
        const runbooks = await offered(each, namespace, shell);
        const runbook = runbooks.find(({ way }) => way === each.way);
        if (runbook === undefined)
          throw new Error(`only ${runbooks.map(({ way }) => way).join(", ")} is offered`);
        const before = await stage.volumes();

        if (each.everyStep) {
          for (const [index] of runbook.steps.slice(1, -1).entries()) {
            const taken = runbook.steps.slice(0, index + 2);
            await take(taken, shell);
            await undo(taken, shell);
            await expectOld(stage, each, wanted, before);
          }
        }

        const uids = uidsOf(await stage.pods());
        const fewest = await fewestReady(stage, () => take(runbook.steps, shell));
        await expectNew(stage, each, wanted, before);
        const interrupts = runbook.steps.some((step) => step.interrupts !== undefined);
        if (each.keepsPods) expect(uidsOf(await stage.pods())).toEqual(uids);
        if (!interrupts) expect(fewest, "pods that were ready all along").toBe(wanted.replicas);

        const fewestBack = await fewestReady(stage, () => undo(runbook.steps, shell));
        if (!interrupts) expect(fewestBack, "pods that were ready all the way back").toBe(wanted.replicas);
        await expectOld(stage, each, wanted, before);
      } finally {
        await stop();
        await stage.clear();
        rmSync(folder, { recursive: true });
      }
    },
  );
});

function nameOf({ from, to, way, with: special }: Case): string {
  return `${from} to ${to}, ${way}${special === undefined ? "" : `, with ${special}`}`;
}

function uidsOf(pods: readonly Pod[]): readonly (string | undefined)[] {
  return pods.map(({ metadata }) => metadata?.uid).toSorted();
}

/** What the tool prints for the workload as it runs there. */
async function offered(
  { from, to, flags = "" }: Case,
  namespace: string,
  shell: Shell,
): Promise<readonly Runbook[]> {
  const subject = `${from.toLowerCase()}/app -n ${namespace}`;
  const printed = await bash(
    `kubectl workload convert ${subject} --to ${to.toLowerCase()} ${flags} -o json 2> /dev/null`,
    shell,
  );
  return (JSON.parse(printed) as Conversion).runbooks;
}

/** Every command twice, since whoever is unsure runs it again. */
async function take(steps: Runbook["steps"], shell: Shell): Promise<void> {
  for (const step of steps) {
    await bash(step.command, shell);
    await bash(step.command, shell);
    if (step.check !== undefined) await bash(step.check, shell);
  }
}

async function undo(steps: readonly RunbookStep[], shell: Shell): Promise<void> {
  for (const step of steps.toReversed()) {
    if (step.undo !== undefined) await bash(step.undo, shell);
  }
}

/** The fewest pods that were ready at any time meanwhile. */
async function fewestReady(stage: Stage, meanwhile: () => Promise<void>): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY;
  let done = false;
  const watching = (async () => {
    while (!done) {
      fewest = Math.min(fewest, (await stage.ready()).length);
      await sleep(50);
    }
  })();
  try {
    await meanwhile();
  } finally {
    done = true;
    await watching;
  }
  return fewest;
}

async function expectNew(
  stage: Stage,
  { from, to, after, newName, moved = {}, autoscaled, ownsBudget }: Case,
  { replicas }: Wanted,
  before: Readonly<Record<string, string>>,
): Promise<void> {
  expect(await stage.object(to, newName)).toBeDefined();
  if (!(from === "ReplicaSet" && to === "Deployment")) expect(await stage.object(from)).toBeUndefined();
  await settled(stage, after ?? replicas, to);
  expect(await stage.volumes()).toEqual(
    Object.fromEntries(Object.entries(before).map(([claim, volume]) => [moved[claim] ?? claim, volume])),
  );
  for (const claim of Object.keys(moved)) expect(await stage.reclaimPolicy(claim)).toBe(policyOf(claim));
  if (autoscaled) expect(await stage.autoscaledKind()).toBe(to);
  if (ownsBudget) expect(await stage.hasBudget()).toBe(true);

  function policyOf(claim: string): string | undefined {
    return cases.find((each) => each.from === from && each.moved === moved)?.claims?.[claim];
  }
}

async function expectOld(
  stage: Stage,
  { from, to, newName, claims = {}, autoscaled, ownsBudget }: Case,
  { replicas }: Wanted,
  before: Readonly<Record<string, string>>,
): Promise<void> {
  expect(await stage.object(from)).toBeDefined();
  expect(await stage.object(to, newName)).toBeUndefined();
  await settled(stage, replicas, from);
  expect(await stage.volumes()).toEqual(before);
  for (const [claim, policy] of Object.entries(claims)) expect(await stage.reclaimPolicy(claim)).toBe(policy);
  if (autoscaled) expect(await stage.autoscaledKind()).toBe(from);
  if (ownsBudget) expect(await stage.hasBudget()).toBe(true);
}

/** All pods are there, are ready, and are one kind's. */
async function settled(stage: Stage, replicas: number, kind: string): Promise<void> {
  const owner = kind === "Deployment" ? "ReplicaSet" : kind === "Pod" ? "none" : kind;
  await testCluster().waitFor(
    `${replicas} ready pods, of a ${owner}, and no other`,
    async () => {
      const [pods, ready] = await Promise.all([stage.pods(), stage.ready()]);
      const owners = pods.map(({ metadata }) => metadata?.ownerReferences?.[0]?.kind ?? "none");
      return pods.length === replicas && ready.length === replicas && owners.every((each) => each === owner);
    },
    30_000,
  );
}
