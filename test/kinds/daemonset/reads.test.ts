import { describe, expect, it } from "vitest";
import { reads } from "../../../src/kinds/daemonset/reads.ts";
import type { Snapshot } from "../../../src/kube/snapshot.ts";
import { fluentd, now, pod, snapshot, waiting } from "./fluentd.ts";

const asked = (soFar: Snapshot) =>
  reads({ namespace: "kube-system", name: "fluentd" }, soFar).map(({ resource, name, fieldSelector }) =>
    [resource.resource, name ?? fieldSelector ?? ""].join(" ").trim(),
  );
const nothing: Snapshot = { observedAt: now, source: { type: "cluster" }, results: [] };
const first = [
  "daemonsets fluentd",
  "nodes",
  "services",
  "deployments",
  "statefulsets",
  "daemonsets",
  "horizontalpodautoscalers",
  "poddisruptionbudgets",
  "verticalpodautoscalers",
  "scaledobjects",
  "events involvedObject.kind=DaemonSet,involvedObject.name=fluentd",
];
const second = [...first, "pods", "controllerrevisions"];

describe("what is read for a DaemonSet", () => {
  it("what does not depend on it goes out with it, the long list of nodes among it", () => {
    expect(asked(nothing)).toEqual(first);
  });
  it("then what its selector selects", () => {
    expect(asked(snapshot(fluentd(), { pods: [pod("node-1")] }))).toEqual(second);
  });
  it("the warnings of pods only when one is not ready", () => {
    expect(asked(snapshot(fluentd(), { pods: [pod("node-1", waiting("ImagePullBackOff"))] }))).toEqual([
      ...second,
      "events involvedObject.kind=Pod,type=Warning",
    ]);
  });
  it("neither pods nor events of one that is not applied yet", () => {
    const { uid: _, ...metadata } = fluentd().metadata ?? {};
    expect(asked(snapshot({ ...fluentd(), metadata }))).toEqual(first.slice(0, -1));
  });
});
