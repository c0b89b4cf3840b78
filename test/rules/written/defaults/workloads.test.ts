import { describe, expect, it } from "vitest";
import { areTemplateLabels, workloadSpecs } from "../../../../src/rules/written/defaults/workloads.ts";
import { pruneDefaults } from "../../../../src/rules/written/pruneDefaults.ts";

const retain = { whenDeleted: "Retain", whenScaled: "Retain" };
const labels = { app: "redis" };

describe("a workload without what the API server sets", () => {
  it.each([
    [
      "Deployment",
      "with nothing but defaults",
      {
        replicas: 1,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      },
      {},
    ],
    [
      "Deployment",
      "that never lacks a pod",
      { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } } },
      { strategy: { rollingUpdate: { maxUnavailable: 0 } } },
    ],
    [
      "Deployment",
      "whose quarter is a number",
      { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 25, maxUnavailable: "25%" } } },
      { strategy: { rollingUpdate: { maxSurge: 25 } } },
    ],
    ["Deployment", "that recreates", { strategy: { type: "Recreate" } }, { strategy: { type: "Recreate" } }],
    [
      "Deployment",
      "of none",
      { replicas: 0, revisionHistoryLimit: 0, minReadySeconds: 0, paused: false },
      { replicas: 0, revisionHistoryLimit: 0, minReadySeconds: 0, paused: false },
    ],
    [
      "Deployment",
      "whose strategy has something new",
      { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", shiny: 0 } } },
      { strategy: { rollingUpdate: { shiny: 0 } } },
    ],
    [
      "DaemonSet",
      "with nothing but defaults",
      {
        revisionHistoryLimit: 10,
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      },
      {},
    ],
    [
      "DaemonSet",
      "that surges",
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
    ],
    [
      "DaemonSet",
      "on delete",
      { updateStrategy: { type: "OnDelete" } },
      { updateStrategy: { type: "OnDelete" } },
    ],
    [
      "DaemonSet",
      "on delete, with what a rolling update would have by default",
      { updateStrategy: { type: "OnDelete", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
      { updateStrategy: { type: "OnDelete", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
    ],
    ["DaemonSet", "with replicas, which it does not know", { replicas: 1 }, { replicas: 1 }],
    [
      "StatefulSet",
      "with nothing but defaults",
      {
        persistentVolumeClaimRetentionPolicy: retain,
        podManagementPolicy: "OrderedReady",
        replicas: 1,
        revisionHistoryLimit: 10,
        serviceName: "",
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      },
      {},
    ],
    [
      "StatefulSet",
      "with the gate of maxUnavailable",
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0, maxUnavailable: 1 } } },
      {},
    ],
    [
      "StatefulSet",
      "of a type without a partition",
      { updateStrategy: { type: "RollingUpdate" } },
      { updateStrategy: { type: "RollingUpdate" } },
    ],
    [
      "StatefulSet",
      "of a type with a null",
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: null } },
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: null } },
    ],
    [
      "StatefulSet",
      "with a partition",
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2, maxUnavailable: 1 } } },
      { updateStrategy: { rollingUpdate: { partition: 2 } } },
    ],
    [
      "StatefulSet",
      "with two at once",
      { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0, maxUnavailable: 2 } } },
      { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } },
    ],
    [
      "StatefulSet",
      "on delete",
      { updateStrategy: { type: "OnDelete" } },
      { updateStrategy: { type: "OnDelete" } },
    ],
    [
      "StatefulSet",
      "that deletes its claims",
      { persistentVolumeClaimRetentionPolicy: { ...retain, whenDeleted: "Delete" } },
      { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" } },
    ],
    [
      "StatefulSet",
      "that counts from zero",
      { ordinals: { start: 0 }, podManagementPolicy: "Parallel", serviceName: "postgres" },
      { ordinals: { start: 0 }, podManagementPolicy: "Parallel", serviceName: "postgres" },
    ],
    [
      "StatefulSet",
      "with claims",
      {
        volumeClaimTemplates: [
          { kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec: {}, status: {} },
        ],
      },
      { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }] },
    ],
    ["ReplicaSet", "of one", { replicas: 1, minReadySeconds: 0 }, { minReadySeconds: 0 }],
    ["ReplicaSet", "of three", { replicas: 3 }, { replicas: 3 }],
    [
      "ReplicationController",
      "that selects by its template's labels",
      { replicas: 1, minReadySeconds: 0, selector: labels, template: { metadata: { labels } } },
      { template: { metadata: { labels } } },
    ],
    [
      "ReplicationController",
      "that selects by fewer labels",
      { selector: labels, template: { metadata: { labels: { ...labels, tier: "cache" } } } },
      { selector: labels, template: { metadata: { labels: { ...labels, tier: "cache" } } } },
    ],
    ["ReplicationController", "without a template", { selector: labels }, { selector: labels }],
  ] as [string, string, { readonly [field: string]: unknown }, object][])(
    "%s %s",
    (kind, _, live, expected) => {
      expect(pruneDefaults(live, workloadSpecs[kind] ?? {})).toStrictEqual(expected);
    },
  );

  it("knows the labels that a ReplicationController takes from its template", () => {
    const spec = { template: { metadata: { labels } } };
    expect(areTemplateLabels(labels, spec)).toBe(true);
    expect(areTemplateLabels({ ...labels, tier: "cache" }, spec)).toBe(false);
    expect(areTemplateLabels(undefined, {})).toBe(false);
  });
});
