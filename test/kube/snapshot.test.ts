import { describe, expect, it } from "vitest";
import { readKey, verbOf } from "../../src/kube/read.ts";
import { daemonSets, pods, qualifiedResource, resourceOf, services } from "../../src/kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../src/kube/snapshot.ts";

const fluentd = { metadata: { namespace: "logging", name: "fluentd", uid: "1" } };
const whole = { ...fluentd, apiVersion: "apps/v1", spec: {} };
const fluentdElsewhere = { metadata: { namespace: "logging", name: "fluentd", uid: "3" } };
const agent = { metadata: { namespace: "security", name: "agent", uid: "2" } };
const snapshot: Snapshot = {
  observedAt: "2026-01-01T00:00:00Z",
  source: { type: "cluster" },
  results: [
    { read: { resource: daemonSets, namespace: "logging", name: "fluentd" }, objects: [whole] },
    { read: { resource: daemonSets }, objects: [fluentd, agent] },
    { read: { resource: pods }, failure: { reason: "Forbidden", message: "pods is forbidden" } },
  ],
};

describe("a snapshot", () => {
  it("has each object once, the one that was got whole before the one of a list", () => {
    expect(objectsOf(snapshot, daemonSets)).toEqual([whole, agent]);
  });

  it("gives those of one namespace, or one by name", () => {
    expect(objectsOf(snapshot, daemonSets, "security")).toEqual([agent]);
    expect(objectNamed(snapshot, daemonSets, "security", "agent")).toBe(agent);
    expect(objectNamed(snapshot, daemonSets, "logging", "agent")).toBeUndefined();
    expect(objectNamed(snapshot, daemonSets, undefined, "fluentd")).toBe(whole);
  });

  it("gives the first of a name, as one that was deleted and made anew has two", () => {
    const results = [{ read: { resource: daemonSets }, objects: [fluentd, fluentdElsewhere] }];
    expect(objectNamed({ ...snapshot, results }, daemonSets, "logging", "fluentd")).toBe(fluentd);
  });

  it("has no objects of a read that failed, and knows why", () => {
    expect(objectsOf(snapshot, pods)).toEqual([]);
    expect(resultOf(snapshot, { resource: pods })?.failure?.reason).toBe("Forbidden");
  });

  it("answers for one namespace from a list of all of them, and only from a whole one", () => {
    expect(resultOf(snapshot, { resource: pods, namespace: "logging" })?.failure?.reason).toBe("Forbidden");
    expect(resultOf(snapshot, { resource: pods, namespace: "logging", labelSelector: {} })).toBeUndefined();
    expect(resultOf(snapshot, { resource: services, namespace: "logging" })).toBeUndefined();
    const all = { resource: daemonSets };
    const lists = { ...snapshot, results: [{ read: all, objects: [agent, fluentdElsewhere] }] };
    expect(resultOf(lists, { ...all, namespace: "security" })?.objects).toEqual([agent]);
  });
});

describe("a read", () => {
  const base = { resource: pods, namespace: "logging" };
  it("is another with every other scope or selector", () => {
    const reads = [
      base,
      { ...base, name: "fluentd-x2x9k" },
      { ...base, labelSelector: { matchLabels: { app: "fluentd" } } },
      { ...base, labelSelector: {} },
      { ...base, fieldSelector: "status.phase=Running" },
      { resource: pods },
      { ...base, resource: daemonSets },
    ];
    expect(new Set(reads.map(readKey)).size).toBe(reads.length);
    expect(readKey({ ...base })).toBe(readKey(base));
  });

  it("needs get for one, list for many", () => {
    expect([verbOf(base), verbOf({ ...base, name: "fluentd-x2x9k" })]).toEqual(["list", "get"]);
  });
});

it("resources have the names that kubectl and RBAC give them", () => {
  expect([pods, daemonSets].map(qualifiedResource)).toEqual(["pods", "daemonsets.apps"]);
  expect(resourceOf({ apiVersion: "apps/v1", kind: "DaemonSet" })).toBe(daemonSets);
  expect(resourceOf({ apiVersion: "extensions/v1beta1", kind: "DaemonSet" })).toBeUndefined();
});
