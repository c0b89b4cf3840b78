import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explainPlan } from "../../src/explain/plan.ts";
import { daemonSets } from "../../src/kube/resources.ts";
import type { Snapshot } from "../../src/kube/snapshot.ts";
import { recording } from "../kinds/recorded.ts";

describe("a request", () => {
  it("is explained in the order asked for, each subject once for each time it is named", async () => {
    const { request, snapshot } = await recording("daemonset-healthy", "DaemonSet");
    const twice = { subjects: [...request.subjects, ...request.subjects] };
    const { explanations } = explain(twice, snapshot);
    expect(explanations.map(({ subject }) => subject.name)).toEqual(["fluentd", "fluentd"]);
    expect(explanations[0]).toEqual(explanations[1]);
  });

  it("changes nothing of what it was given: the same snapshot gives the same document", async () => {
    const { request, snapshot } = await recording("daemonset-rollout-crash-loop", "DaemonSet");
    const before = structuredClone(snapshot);
    const first = explain(request, snapshot);
    expect(snapshot).toEqual(before);
    expect(explain(request, before)).toEqual(first);
  });
});

describe("what could not be read", () => {
  it("is a gap with the rule that would allow it", async () => {
    const { request, snapshot } = await recording("daemonset-forbidden-nodes", "DaemonSet");
    const [explanation] = explain(request, snapshot).explanations;
    expect(explanation?.verdict.state).toBe("Unknown");
    expect(explanation?.gaps).toEqual([
      expect.objectContaining({
        resource: "nodes",
        verb: "list",
        reason: "Forbidden",
        rule: { scope: "ClusterRole", apiGroups: [""], resources: ["nodes"], verbs: ["list"] },
      }),
    ]);
  });

  it("of the subject itself is why there is no explanation", async () => {
    const { request, snapshot } = await recording("daemonset-healthy", "DaemonSet");
    const failure = { reason: "Forbidden", message: 'daemonsets.apps "fluentd" is forbidden' } as const;
    const results = snapshot.results.map(({ read, ...result }) =>
      read.resource === daemonSets
        ? { read, failure }
        : ({ read, ...result } as (typeof snapshot.results)[0]),
    );
    const { explanations, unexplained } = explain(request, { ...snapshot, results });
    expect(explanations).toEqual([]);
    expect(unexplained).toMatchObject([{ name: "fluentd", failure, nearest: [] }]);
  });
});

describe("the plan", () => {
  const empty: Snapshot = { observedAt: "2026-01-01T00:00:00Z", source: { type: "cluster" }, results: [] };

  it("asks for all that does not depend on the DaemonSet together with it", async () => {
    const { request } = await recording("daemonset-healthy", "DaemonSet");
    const first = explainPlan(request)(empty).map(({ resource }) => resource.resource);
    expect(first).toEqual(expect.arrayContaining(["daemonsets", "nodes", "services", "events"]));
    expect(first).not.toContain("pods");
  });

  it("asks for the names that are there when the name is not, and for nothing else", async () => {
    const { request } = await recording("daemonset-healthy", "DaemonSet");
    const [subject] = request.subjects;
    const read = { resource: daemonSets, namespace: subject.namespace, name: subject.name };
    const failure = { reason: "NotFound", message: "not found" } as const;
    expect(explainPlan(request)({ ...empty, results: [{ read, failure }] })).toEqual([
      { resource: daemonSets, namespace: "logging" },
    ]);
  });
});
