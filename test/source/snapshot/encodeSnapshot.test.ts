import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { daemonSets, type ResourceType } from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { decodeSnapshot } from "../../../src/source/snapshot/decodeSnapshot.ts";
import { encodeSnapshot } from "../../../src/source/snapshot/encodeSnapshot.ts";
import type { SnapshotFile } from "../../../src/source/snapshot/snapshotFile.ts";
import { fileOf, named, plainText, snapshotOf, textOf, withValues } from "./saved.ts";

const core = (resource: string, kind: string): ResourceType => ({
  group: "",
  version: "v1",
  resource,
  kind,
  namespaced: true,
});

describe("what a snapshot does not hold", () => {
  const text = textOf(withValues);
  const { items } = decodeSnapshot(new TextEncoder().encode(text), "cluster.json");

  it("values of variables, wherever a pod template stands, the annotation of kubectl apply, managedFields", () => {
    for (const secret of ["hunter", "init-secret", "last-applied", "managedFields"]) {
      expect(text).not.toContain(secret);
    }
    expect(items.map(({ kind }) => kind)).toEqual([
      "ControllerRevision",
      "DaemonSet",
      "ReplicaSet",
      "ReplicaSet",
      "ReplicaSet",
    ]);
  });

  it("but names, references, and other annotations", () => {
    for (const kept of [
      "PASSWORD",
      '{"name":"EMPTY"}',
      "secretKeyRef",
      "fluentd:v1.19",
      '"team":"logging"',
    ]) {
      expect(text).toContain(kept);
    }
  });

  it("equal values are still equal, and different ones different: a rollout shows by that", () => {
    const [first, second, third] = items
      .filter(({ kind }) => kind === "ReplicaSet")
      .map((replicaSet) => JSON.stringify({ ...replicaSet, metadata: undefined }));
    expect(first).toBe(third);
    expect(first).not.toBe(second);
  });

  it("data of ConfigMaps", () => {
    const config = snapshotOf([
      {
        read: { resource: core("configmaps", "ConfigMap"), namespace: "default" },
        objects: [
          named("es", { data: { password: "hunter2" }, binaryData: { key: "aHVudGVyMg==" } }, "default"),
        ],
      },
    ]);
    expect(textOf(config)).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(textOf(config)).toContain('"kind":"ConfigMap"');
    expect(textOf(config, { includeValues: true })).toContain("hunter2");
  });

  it("queries that probes ask with", () => {
    const httpGet = { path: "/healthz?key=hunter2", port: 8080 };
    const template = { spec: { containers: [{ name: "es", livenessProbe: { httpGet } }] } };
    const probed = snapshotOf([
      {
        read: { resource: daemonSets, namespace: "default" },
        objects: [named("es", { spec: { template } }, "default")],
      },
    ]);
    expect(textOf(probed)).not.toContain("hunter2");
    expect(textOf(probed)).toContain('"path":"/healthz?<redacted 1>"');
  });

  it.each([false, true])("Secrets, with --include-values or without (%s)", (includeValues) => {
    const secrets = snapshotOf([
      {
        read: { resource: core("secrets", "Secret"), namespace: "default" },
        objects: [named("es", { data: { password: "aHVudGVyMg==" } }, "default")],
      },
    ]);
    const { items: kept } = JSON.parse(textOf(secrets, { includeValues })) as SnapshotFile;
    expect(kept).toEqual([]);
  });

  it("with --include-values it holds them", () => {
    const all = textOf(withValues, { includeValues: true });
    for (const value of ["hunter2", "hunter3", "init-secret", "last-applied"]) expect(all).toContain(value);
  });

  it("the snapshot that is saved stays as it is", () => {
    const before = structuredClone(withValues);
    encodeSnapshot(withValues, plainText);
    expect(withValues).toEqual(before);
  });
});

describe("a snapshot's bytes", () => {
  it("are the same in whatever order the answers came", () => {
    const { results } = withValues;
    const orders = [[...results].reverse(), [...results.slice(1), ...results.slice(0, 1)]];
    for (const order of orders) expect(textOf(snapshotOf(order))).toBe(textOf(withValues));
  });

  it("hold an object once, as the get brought it", () => {
    const read = { resource: daemonSets, namespace: "default" };
    const list: ReadResult = { read, objects: [named("fluentd", {}, "default")] };
    const get: ReadResult = {
      read: { ...read, name: "fluentd" },
      objects: [named("fluentd", { spec: { minReadySeconds: 5 } }, "default")],
    };
    for (const results of [
      [list, get],
      [get, list],
    ]) {
      expect(fileOf(snapshotOf(results)).items).toEqual([
        expect.objectContaining({ spec: { minReadySeconds: 5 }, apiVersion: "apps/v1", kind: "DaemonSet" }),
      ]);
    }
  });

  it("are an object a line", () => {
    const lines = textOf(withValues).split("\n");
    expect(lines.filter((line) => line.includes('"metadata"'))).toHaveLength(5);
    expect(lines.at(-1)).toBe("");
  });

  it("can be compressed, and are read all the same", () => {
    const gzip = encodeSnapshot(withValues, { ...plainText, gzip: true });
    expect(gunzipSync(gzip).toString()).toBe(textOf(withValues));
    expect(decodeSnapshot(gzip, "cluster.json.gz")).toEqual(fileOf(withValues));
    expect(encodeSnapshot(withValues, { ...plainText, gzip: true })).toEqual(gzip);
  });
});
