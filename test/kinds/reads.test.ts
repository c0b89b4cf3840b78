import { describe, expect, it } from "vitest";
import { kinds } from "../../src/kinds/index.ts";
import type { Snapshot } from "../../src/kube/snapshot.ts";
import { recording } from "./recorded.ts";

const nothing: Snapshot = { observedAt: "2026-11-23T04:05:20Z", source: { type: "cluster" }, results: [] };
const asked = (kind: string, namespace: string, name: string, soFar: Snapshot) =>
  (kinds.find(({ resource }) => resource.kind === kind)?.reads({ namespace, name }, soFar, {}) ?? []).map(
    ({ resource, name: named, fieldSelector }) =>
      [resource.resource, named ?? fieldSelector ?? ""].join(" ").trim(),
  );

/** What may name or select a workload, of whichever kind. */
const references = [
  "services",
  "deployments",
  "statefulsets",
  "daemonsets",
  "horizontalpodautoscalers",
  "poddisruptionbudgets",
  "verticalpodautoscalers",
  "scaledobjects",
];

describe("what is read for a Deployment", () => {
  const own = [
    "deployments web",
    ...references,
    "events involvedObject.kind=Deployment,involvedObject.name=web",
  ];
  it("what does not depend on it goes out with it", () => {
    expect(asked("Deployment", "shop", "web", nothing)).toEqual(own);
  });

  it("then its ReplicaSets and pods, and the warnings of pods because one is not ready; never nodes", async () => {
    const { snapshot } = await recording("deployment-past-deadline", "Deployment");
    expect(asked("Deployment", "shop", "web", snapshot)).toEqual([
      ...own,
      "endpointslices",
      "ingresses",
      "httproutes",
      "replicasets",
      "pods",
      "events involvedObject.kind=Pod,type=Warning",
    ]);
  });

  it("the events of a ReplicaSet only when it lacks pods", async () => {
    const { snapshot } = await recording("deployment-over-quota", "Deployment");
    expect(asked("Deployment", "lab", "grafana", snapshot)).toContain(
      "events involvedObject.kind=ReplicaSet,involvedObject.name=grafana-67b7cc9bc6",
    );
  });
});

describe("what is read for a StatefulSet", () => {
  it("what does not depend on it goes out with it", () => {
    expect(asked("StatefulSet", "data", "postgres", nothing)).toEqual([
      "statefulsets postgres",
      ...references,
      "events involvedObject.kind=StatefulSet,involvedObject.name=postgres",
    ]);
  });

  it("claims when it has templates for them", async () => {
    const { snapshot } = await recording("statefulset-left-over-claims", "StatefulSet");
    expect(asked("StatefulSet", "data", "postgres", snapshot)).toContain("persistentvolumeclaims");
  });

  it("none when it has no templates, and never nodes", async () => {
    const { snapshot } = await recording("statefulset-partition", "StatefulSet");
    const reads = asked("StatefulSet", "data", "kafka", snapshot);
    expect(reads).not.toContain("persistentvolumeclaims");
    expect(reads).not.toContain("nodes");
  });
});
