import { describe, expect, it } from "vitest";
import { conversionReferencesOf } from "../../../src/conversions/references/references.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { holding, workload } from "../../rules/namespace.ts";
import { grafana, object, pointingAt, postgres, sent, short } from "./pointing.ts";

function budget(spec: object, matchLabels: object = { app: "grafana" }): KubeObject {
  return object("policy/v1", "PodDisruptionBudget", "grafana", {
    spec: { selector: { matchLabels }, ...spec },
  });
}

const breaks = ["PodDisruptionBudget/grafana by Labels breaks"];
const holds = ["PodDisruptionBudget/grafana by Labels holds"];

describe("the budgets of a workload that becomes another kind", () => {
  it("protect the new pods, and count both while both are there", () => {
    const [found] = pointingAt(grafana(), "StatefulSet", budget({ maxUnavailable: 1 }));
    expect(found).toMatchObject({
      path: "/spec/selector",
      by: "Labels",
      holds: true,
      effect: "counts the new pods as the old ones, and those of both while both are there",
    });
  });

  it("with as many pods as there are then, they allow no eviction", () => {
    const [found] = pointingAt(grafana(), { replicas: 1 }, budget({ minAvailable: 1 }));
    expect(found?.effect).toMatch(/with `minAvailable: 1` of 1 pod it allows no eviction then$/);
  });

  it.each([
    [
      { maxUnavailable: 1 },
      3,
      { maxUnavailable: null, minAvailable: 2 },
      { minAvailable: null, maxUnavailable: 1 },
    ],
    [
      { maxUnavailable: "25%" },
      9,
      { maxUnavailable: null, minAvailable: 6 },
      { minAvailable: null, maxUnavailable: "25%" },
    ],
    [
      { maxUnavailable: 5 },
      3,
      { maxUnavailable: null, minAvailable: 0 },
      { minAvailable: null, maxUnavailable: 5 },
    ],
    [{ minAvailable: "50%" }, 3, { minAvailable: 2 }, { minAvailable: "50%" }],
  ])("%j of a DaemonSet of %i allows no eviction until it is a number", (spec, replicas, patch, unpatch) => {
    const found = pointingAt(grafana(), { kind: "DaemonSet", replicas }, budget(spec));
    expect(short(found)).toEqual(breaks);
    expect(sent(found[0]?.patch)).toEqual({ spec: patch });
    expect(sent(found[0]?.unpatch)).toEqual({ spec: unpatch });
  });

  it("of how many is not known without nodes: then nobody can say the number", () => {
    const one = budget({ maxUnavailable: 1 });
    const to = { kind: "DaemonSet", name: "grafana", podLabels: { app: "grafana" } } as const;
    const [found] = conversionReferencesOf(grafana(), to, holding(grafana(), one));
    expect(found).toMatchObject({ holds: false, path: "/spec/maxUnavailable", value: 1 });
    expect(found).not.toHaveProperty("patch");
  });

  it("a number works for a DaemonSet", () => {
    expect(short(pointingAt(grafana(), "DaemonSet", budget({ minAvailable: 2 })))).toEqual(holds);
  });

  it("one that protects others as well has no number that fits", () => {
    const loki = workload("Deployment", "loki", { app: "loki" });
    const all = object("policy/v1", "PodDisruptionBudget", "all", {
      spec: { selector: {}, maxUnavailable: 1 },
    });
    const [found] = pointingAt(grafana(), "DaemonSet", loki, all);
    expect(found?.effect).toMatch(/stops evictions of `Deployment\/loki` as well: narrow its selector$/);
    expect(found).not.toHaveProperty("patch");
  });

  it("one that allowed none of a DaemonSet's allows them then", () => {
    const [found] = pointingAt(grafana("DaemonSet"), "Deployment", budget({ maxUnavailable: 1 }));
    expect(found).toMatchObject({ holds: true });
    expect(found?.effect).toMatch(/so that it allows evictions then$/);
  });

  it("one for a certain pod loses it", () => {
    const one = budget({ maxUnavailable: 0 }, { "statefulset.kubernetes.io/pod-name": "postgres-0" });
    const [found] = pointingAt(postgres(), "Deployment", one);
    expect(found).toMatchObject({ by: "PodName", holds: false });
    expect(found?.effect).toMatch(/it protects none of them then$/);
  });

  it.each([
    ["others", { app: "loki" }, {}],
    ["pods of another StatefulSet", { "statefulset.kubernetes.io/pod-name": "grafana-db-0" }, {}],
    ["nothing, having no selector", {}, { selector: undefined }],
  ])("are not those that select %s", (_, labels, more) => {
    expect(
      pointingAt(grafana("StatefulSet"), "Deployment", budget({ maxUnavailable: 1, ...more }, labels)),
    ).toEqual([]);
  });
});
