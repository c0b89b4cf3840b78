import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/explain.ts";
import { explainPlan } from "../../../src/explain/plan.ts";
import { kinds } from "../../../src/kinds/index.ts";
import type { Read } from "../../../src/kube/read.ts";
import {
  daemonSets,
  deployments,
  events,
  nodes,
  pods,
  replicaSets,
  services,
} from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";
import { decodeSnapshot } from "../../../src/source/snapshot/decodeSnapshot.ts";
import { encodeSnapshot } from "../../../src/source/snapshot/encodeSnapshot.ts";
import { snapshotSource } from "../../../src/source/snapshot/snapshotSource.ts";
import { fileOf, named, snapshotOf, textOf } from "./saved.ts";

/** What a saved snapshot answers to one read. */
async function answer(snapshot: Snapshot, read: Read): Promise<ReadResult | undefined> {
  return (await snapshotSource(fileOf(snapshot)).collect(() => [read])).results[0];
}

describe("a round trip", () => {
  const file = join(import.meta.dirname, "..", "..", "..", "examples", "cluster.json");

  it("of the example: explained and saved again, it is the same", async () => {
    const first = decodeSnapshot(readFileSync(file), file);
    const subjects = kinds.map((kind) => ({ by: "list", kind, namespace: "default" }) as const);
    const snapshot = await snapshotSource(first).collect(explainPlan({ subjects }));
    expect(snapshot.source).toEqual({ ...first.source, type: "snapshot" });
    expect(snapshot.observedAt).toBe(first.observedAt);
    const { explanations } = explain({ subjects }, snapshot);
    expect(explanations.flatMap(({ gaps }) => gaps)).toEqual([]);

    const second = decodeSnapshot(
      encodeSnapshot(snapshot, { gzip: true, includeValues: true }),
      "again.json",
    );
    const again = await snapshotSource(second).collect(explainPlan({ subjects }));
    expect(explain({ subjects }, again)).toEqual(explain({ subjects }, snapshot));
    expect(textOf(again, { includeValues: true })).toBe(textOf(snapshot, { includeValues: true }));
  });
});

describe("what a saved snapshot answers", () => {
  const fluentd = { matchLabels: { app: "fluentd" } };
  const labelled = (name: string, app: string, namespace: string) => ({
    metadata: { name, namespace, labels: { app } },
  });
  const event = (name: string, kind: string, type: string) =>
    named(name, { involvedObject: { kind, name: "fluentd" }, type }, "default");
  const recorded = snapshotOf([
    {
      read: { resource: nodes },
      failure: { reason: "Forbidden", message: 'nodes is forbidden: User "dev"' },
    },
    {
      read: { resource: pods },
      objects: [
        labelled("fluentd-1", "fluentd", "default"),
        labelled("grafana-0", "grafana", "default"),
        labelled("fluentd-2", "fluentd", "kube-system"),
      ],
    },
    { read: { resource: services, namespace: "default" }, objects: [] },
    {
      read: { resource: daemonSets, namespace: "default", name: "fluentd" },
      objects: [named("fluentd", {}, "default")],
    },
    {
      read: { resource: daemonSets, namespace: "default", name: "kured" },
      failure: { reason: "NotFound", message: 'daemonsets.apps "kured" not found' },
    },
    {
      read: { resource: events, namespace: "default", fieldSelector: "involvedObject.kind=Pod,type=Warning" },
      objects: [event("failed", "Pod", "Warning")],
    },
    {
      read: { resource: events, namespace: "default", fieldSelector: "involvedObject.kind=DaemonSet" },
      objects: [event("created", "DaemonSet", "Normal")],
    },
    {
      read: { resource: replicaSets, namespace: "default", labelSelector: fluentd },
      objects: [labelled("fluentd-7d9", "fluentd", "default")],
    },
  ]);
  const names = async (read: Read) => {
    const result = await answer(recorded, read);
    return result?.objects?.map(({ metadata }) => metadata?.name) ?? result?.failure?.reason;
  };

  it.each<[string, Read, readonly string[] | string]>([
    ["the list that was recorded", { resource: pods }, ["fluentd-1", "grafana-0", "fluentd-2"]],
    ["of a list, one namespace", { resource: pods, namespace: "default" }, ["fluentd-1", "grafana-0"]],
    [
      "of a list, what a label selector asks",
      { resource: pods, labelSelector: fluentd },
      ["fluentd-1", "fluentd-2"],
    ],
    [
      "of a list, what an expression asks",
      {
        resource: pods,
        labelSelector: { matchExpressions: [{ key: "app", operator: "NotIn", values: ["fluentd"] }] },
      },
      ["grafana-0"],
    ],
    [
      "of a list, what a field selector asks",
      { resource: pods, fieldSelector: "metadata.name!=fluentd-1" },
      ["grafana-0", "fluentd-2"],
    ],
    [
      "of a list, one by name",
      { resource: pods, namespace: "kube-system", name: "fluentd-2" },
      ["fluentd-2"],
    ],
    [
      "of a list, that there is none of a name",
      { resource: pods, namespace: "default", name: "x" },
      "NotFound",
    ],
    ["an empty list", { resource: services, namespace: "default" }, []],
    ["of another namespace, nothing", { resource: services, namespace: "kube-system" }, "NotRecorded"],
    ["of all namespaces, nothing, when one was recorded", { resource: services }, "NotRecorded"],
    ["a get that was recorded", { resource: daemonSets, namespace: "default", name: "fluentd" }, ["fluentd"]],
    ["a get that found nothing", { resource: daemonSets, namespace: "default", name: "kured" }, "NotFound"],
    ["another get", { resource: daemonSets, namespace: "default", name: "cilium" }, "NotRecorded"],
    ["no list of what was got by name", { resource: daemonSets, namespace: "default" }, "NotRecorded"],
    [
      "a selection that was recorded",
      { resource: replicaSets, namespace: "default", labelSelector: fluentd },
      ["fluentd-7d9"],
    ],
    ["not all of what was selected", { resource: replicaSets, namespace: "default" }, "NotRecorded"],
    [
      "only the events of one selection",
      {
        resource: events,
        namespace: "default",
        fieldSelector: "involvedObject.kind=Pod,type=Warning",
      },
      ["failed"],
    ],
    [
      "no other selection of events",
      {
        resource: events,
        namespace: "default",
        fieldSelector: "involvedObject.kind=Pod",
      },
      "NotRecorded",
    ],
    ["what failed", { resource: nodes }, "Forbidden"],
    ["nothing that would be part of what failed", { resource: nodes, name: "gpu-0" }, "NotRecorded"],
    [
      "nothing of a resource that was not asked for",
      { resource: deployments, namespace: "default" },
      "NotRecorded",
    ],
  ])("%s", async (_, read, expected) => {
    expect(await names(read)).toEqual(expected);
  });

  it("fails in the words of then, and of what it does not hold says what", async () => {
    expect((await answer(recorded, { resource: nodes }))?.failure?.message).toBe(
      'nodes is forbidden: User "dev"',
    );
    const missing: Read = { resource: deployments, namespace: "default" };
    expect((await answer(recorded, missing))?.failure?.message).toBe(
      "the snapshot does not hold the deployments.apps of namespace default",
    );
    const unknown: Read = { resource: pods, namespace: "default", name: "fluentd-9" };
    expect((await answer(recorded, unknown))?.failure?.message).toBe('pods "fluentd-9" not found');
  });
});
