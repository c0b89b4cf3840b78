import { facts } from "../../../src/kinds/statefulset/facts.ts";
import type { KubeObject, Pod, StatefulSet } from "../../../src/kube/objects.ts";
import { persistentVolumeClaims, pods, services } from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";

export const namespace = "data";
export const labels = { app: "postgres" };

export function postgres(spec: object = {}): StatefulSet {
  return {
    metadata: { name: "postgres", namespace, uid: "uid-postgres" },
    spec: {
      replicas: 2,
      serviceName: "postgres",
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, tier: "db" } },
        spec: { containers: [{ name: "postgres", ports: [{ name: "sql", containerPort: 5432 }] }] },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "fast",
            resources: { requests: { storage: "10Gi" } },
          },
        },
      ],
      ...spec,
    },
    status: { replicas: 2 },
  } as unknown as StatefulSet;
}

export function claim(
  ordinal: number,
  spec: object = {},
  status: object = { phase: "Bound", capacity: { storage: "10Gi" } },
): KubeObject {
  return {
    metadata: { name: `data-postgres-${ordinal}`, namespace, uid: `uid-claim-${ordinal}` },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "fast",
      resources: { requests: { storage: "10Gi" } },
      volumeName: `pv-${ordinal}`,
      ...spec,
    },
    status,
  } as KubeObject;
}

export function pod(ordinal: number, more: object = {}): Pod {
  return {
    metadata: {
      name: `postgres-${ordinal}`,
      namespace,
      uid: `uid-pod-${ordinal}`,
      labels: { ...labels, tier: "db" },
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "StatefulSet",
          name: "postgres",
          uid: "uid-postgres",
          controller: true,
        },
      ],
      ...more,
    },
    spec: { nodeName: `node-${ordinal}`, hostname: `postgres-${ordinal}`, subdomain: "postgres" },
    status: { phase: "Running", podIP: `10.0.0.${ordinal}`, conditions: [{ type: "Ready", status: "True" }] },
  } as unknown as Pod;
}

export const service = {
  metadata: { name: "postgres", namespace },
  spec: { clusterIP: "None", selector: labels, ports: [{ name: "sql", port: 5432, targetPort: "sql" }] },
} as KubeObject;

export const list = (
  resource: ReadResult["read"]["resource"],
  objects: readonly KubeObject[],
  read: object = {},
): ReadResult => ({
  read: { resource, namespace, ...read },
  objects,
});

export function snapshot(...results: readonly ReadResult[]): Snapshot {
  const whole = [
    list(services, [service]),
    list(persistentVolumeClaims, [claim(0), claim(1)]),
    list(pods, [pod(0), pod(1)], { labelSelector: { matchLabels: labels } }),
  ];
  const replaced = new Set(results.map(({ read }) => read.resource));
  return {
    observedAt: "2026-11-25T04:00:00Z",
    source: { type: "cluster" },
    results: [...whole.filter(({ read }) => !replaced.has(read.resource)), ...results],
  };
}

export const factsOf = (statefulSet: StatefulSet, ...results: readonly ReadResult[]) =>
  facts(statefulSet, snapshot(...results), {});
