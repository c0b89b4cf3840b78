import type { Fields } from "../../../src/rules/pods/templateFields.ts";
import { isFields } from "../../../src/rules/pods/templateFields.ts";

export type Kind =
  | "Deployment"
  | "StatefulSet"
  | "DaemonSet"
  | "ReplicaSet"
  | "ReplicationController"
  | "Pod";

/** Fields of a workload's spec, by kind: each a manifest without a value that is the default. */
export const workloadFeatures: {
  readonly [kind in Kind]: readonly { readonly name: string; readonly spec: Fields }[];
} = {
  Deployment: [
    { name: "nothing", spec: {} },
    { name: "recreates", spec: { strategy: { type: "Recreate" }, replicas: 0 } },
    { name: "never one too few", spec: { strategy: { rollingUpdate: { maxUnavailable: 0 } }, replicas: 3 } },
    { name: "never one too many", spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } },
    { name: "half at once", spec: { strategy: { rollingUpdate: { maxSurge: "50%" } }, minReadySeconds: 10 } },
    { name: "no history", spec: { revisionHistoryLimit: 0, progressDeadlineSeconds: 60, paused: true } },
  ],
  StatefulSet: [
    { name: "nothing", spec: {} },
    { name: "on delete", spec: { updateStrategy: { type: "OnDelete" }, serviceName: "postgres" } },
    { name: "a type without a partition", spec: { updateStrategy: { type: "RollingUpdate" } } },
    { name: "a partition", spec: { updateStrategy: { rollingUpdate: { partition: 2 } }, replicas: 3 } },
    {
      name: "deletes claims, in parallel",
      spec: {
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete" },
        podManagementPolicy: "Parallel",
      },
    },
    {
      name: "claims",
      spec: {
        serviceName: "postgres",
        ordinals: { start: 0 },
        volumeClaimTemplates: [
          {
            metadata: { name: "data", labels: { tier: "db" }, annotations: { "shop.example/backup": "" } },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
          },
          {
            metadata: { name: "wal" },
            spec: {
              accessModes: ["ReadWriteOncePod"],
              storageClassName: "",
              volumeMode: "Block",
              resources: { requests: { storage: "1Gi" }, limits: { storage: "2Gi" } },
            },
          },
        ],
      },
    },
    {
      name: "no history",
      spec: { revisionHistoryLimit: 0, replicas: 0, ordinals: { start: 5 }, minReadySeconds: 5 },
    },
  ],
  DaemonSet: [
    { name: "nothing", spec: {} },
    { name: "on delete", spec: { updateStrategy: { type: "OnDelete" } } },
    {
      name: "on delete with what it does not use",
      spec: { updateStrategy: { type: "OnDelete", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } },
    },
    { name: "surges", spec: { updateStrategy: { rollingUpdate: { maxSurge: "10%", maxUnavailable: 0 } } } },
    {
      name: "a tenth",
      spec: { updateStrategy: { rollingUpdate: { maxUnavailable: "10%" } }, minReadySeconds: 30 },
    },
    { name: "little history", spec: { revisionHistoryLimit: 1 } },
  ],
  ReplicaSet: [
    { name: "nothing", spec: {} },
    { name: "none", spec: { replicas: 0 } },
    { name: "three", spec: { replicas: 3, minReadySeconds: 3 } },
  ],
  ReplicationController: [
    { name: "nothing", spec: {} },
    { name: "none", spec: { replicas: 0 } },
    {
      name: "a selector of its own",
      spec: { selector: { "app.kubernetes.io/part-of": "shop" }, replicas: 2 },
    },
  ],
  Pod: [{ name: "nothing", spec: {} }],
};

/** Both objects' fields; objects in objects likewise, lists one after the other. */
export function together(one: Fields, other: Fields): Fields {
  const result: { [field: string]: unknown } = { ...one };
  for (const [field, value] of Object.entries(other)) {
    const had = result[field];
    if (isFields(had) && isFields(value)) result[field] = together(had, value);
    else if (Array.isArray(had) && Array.isArray(value)) result[field] = [...had, ...value];
    else result[field] = value;
  }
  return result;
}
