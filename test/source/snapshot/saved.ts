import type { KubeObject } from "../../../src/kube/objects.ts";
import { controllerRevisions, daemonSets, replicaSets } from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";
import { decodeSnapshot } from "../../../src/source/snapshot/decodeSnapshot.ts";
import { type EncodeOptions, encodeSnapshot } from "../../../src/source/snapshot/encodeSnapshot.ts";
import type { SnapshotFile } from "../../../src/source/snapshot/snapshotFile.ts";
import { expectValid } from "../../explanation/valid.ts";

export const plainText: EncodeOptions = { gzip: false, includeValues: false };
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

export function snapshotOf(results: readonly ReadResult[]): Snapshot {
  return { observedAt: "2026-11-23T04:05:20Z", source: { type: "cluster", context: "production" }, results };
}

export function textOf(snapshot: Snapshot, options: Partial<EncodeOptions> = {}): string {
  return new TextDecoder().decode(encodeSnapshot(snapshot, { ...plainText, ...options }));
}

export function fileOf(snapshot: Snapshot): SnapshotFile {
  const file = decodeSnapshot(encodeSnapshot(snapshot, plainText), "cluster.json");
  expectValid(file);
  return file;
}

export function named(name: string, more: object = {}, namespace?: string): KubeObject {
  return { metadata: { name, ...(namespace !== undefined && { namespace }) }, ...more } as KubeObject;
}

const template = (value: string) => ({
  spec: {
    initContainers: [{ name: "wait", env: [{ name: "TOKEN", value: "init-secret" }] }],
    containers: [
      {
        name: "fluentd",
        image: "fluentd:v1.19",
        env: [
          { name: "PASSWORD", value },
          { name: "FROM_SECRET", valueFrom: { secretKeyRef: { name: "es", key: "password" } } },
          { name: "EMPTY" },
        ],
      },
    ],
  },
});

/** Workloads whose variables have values that nobody else should see. */
export const withValues = snapshotOf([
  {
    read: { resource: daemonSets, namespace: "default", name: "fluentd" },
    objects: [
      {
        apiVersion: "apps/v1",
        kind: "DaemonSet",
        metadata: {
          name: "fluentd",
          namespace: "default",
          annotations: { [lastApplied]: '{"password":"hunter2"}', team: "logging" },
          managedFields: [{ manager: "kubectl" }],
        },
        ...{ spec: { template: template("hunter2") } },
      },
    ],
  },
  {
    read: { resource: replicaSets, namespace: "default" },
    objects: ["hunter2", "hunter3", "hunter2"].map((value, index) =>
      named(`grafana-${index}`, { spec: { template: template(value) } }, "default"),
    ),
  },
  {
    read: { resource: controllerRevisions, namespace: "default", name: "fluentd-6d7d9758" },
    objects: [
      named(
        "fluentd-6d7d9758",
        { revision: 1, data: { spec: { template: template("hunter2") } } },
        "default",
      ),
    ],
  },
]);
