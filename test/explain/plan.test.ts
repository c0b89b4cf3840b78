import { expect, it } from "vitest";
import { explainPlan } from "../../src/explain/plan.ts";
import { kinds } from "../../src/kinds/index.ts";
import { deployments, services } from "../../src/kube/resources.ts";
import type { Snapshot } from "../../src/kube/snapshot.ts";

const kind = kinds.find(({ resource }) => resource === deployments);
if (kind === undefined) throw new Error("no Deployments");
const plan = explainPlan({ subjects: [{ by: "list", kind }] });

/** One Deployment in each of so many namespaces. */
function listedIn(namespaces: number): Snapshot {
  const objects = Array.from({ length: namespaces }, (_, index) => ({
    metadata: { name: "web", namespace: `team-${index}`, uid: `uid-${index}` },
    spec: { selector: { matchLabels: { app: "web" } }, template: { spec: { containers: [] } } },
  }));
  const source = { type: "cluster" } as const;
  return {
    observedAt: "2026-11-25T04:00:00Z",
    source,
    results: [{ read: { resource: deployments }, objects }],
  };
}

const listsOfServices = (namespaces: number) =>
  plan(listedIn(namespaces)).filter(({ resource }) => resource === services);

it("with -A, Services are listed namespace by namespace while there are few", () => {
  expect(listsOfServices(3).map(({ namespace }) => namespace)).toEqual(["team-0", "team-1", "team-2"]);
});

it("beyond ten namespaces they are listed once, for all of them", () => {
  expect(listsOfServices(11)).toEqual([{ resource: services }]);
});

it("what is asked of a single workload stays in its namespace", () => {
  const events = plan(listedIn(11)).filter(({ fieldSelector }) => fieldSelector !== undefined);
  expect(new Set(events.map(({ namespace }) => namespace)).size).toBe(11);
});
