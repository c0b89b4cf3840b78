import type { Decided } from "../../src/conversions/decided.ts";
import { type Draft, draftOf } from "../../src/conversions/draft.ts";
import { rowsOf } from "../../src/conversions/index.ts";
import type { Change, SourceKind, TargetKind } from "../../src/explanation/conversion.ts";
import type { KubeObject } from "../../src/kube/objects.ts";
import { nodes, persistentVolumeClaims, persistentVolumes, services } from "../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../src/kube/snapshot.ts";
import type { Fields } from "../../src/rules/pods/templateFields.ts";

/** What was seen of the cluster: all of a kind where it is given, nothing where it is not. */
export interface Seen {
  readonly services?: readonly unknown[];
  readonly claims?: readonly unknown[];
  readonly volumes?: readonly unknown[];
  readonly nodes?: readonly unknown[];
}

/** The draft of a conversion by its rows alone. */
export function converted(
  object: Fields,
  to: TargetKind,
  decided: Partial<Decided> = {},
  seen: Seen = {},
): Draft {
  const from = object["kind"] as SourceKind;
  const namespace = "shop";
  const result = (
    read: ReadResult["read"],
    objects: readonly unknown[] | undefined,
  ): readonly ReadResult[] =>
    objects === undefined ? [] : [{ read, objects: objects as readonly KubeObject[] }];
  const snapshot: Snapshot = {
    observedAt: "2026-11-25T09:00:00.000Z",
    source: { type: "cluster" },
    results: [
      ...result({ resource: services, namespace }, seen.services),
      ...result({ resource: persistentVolumeClaims, namespace }, seen.claims),
      ...result({ resource: persistentVolumes }, seen.volumes),
      ...result({ resource: nodes }, seen.nodes),
    ],
  };
  const context = {
    from,
    before: object,
    read: object as unknown as KubeObject,
    namespace,
    decided: { volumes: new Map(), ...decided },
    snapshot,
  };
  return rowsOf(from, to).reduce((draft, row) => row(draft, context), draftOf(object));
}

/** The changes but for the kind: `Dropped spec.paused`. */
export function told({ changes }: Pick<Draft, "changes">): readonly string[] {
  return changes.filter(({ path }) => path !== "kind").map(({ action, path }) => `${action} ${path}`);
}

export function changeAt({ changes }: Pick<Draft, "changes">, path: string): Change | undefined {
  return changes.find((change) => change.path === path);
}

const container = {
  image: "grafana/grafana:12.0.2",
  name: "grafana",
  ports: [{ containerPort: 3000, name: "http" }],
};

/** Grafana with a claim, as somebody would write it. */
export function grafana(spec: Fields = {}, podSpec: Fields = {}): Fields {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { labels: { app: "grafana" }, name: "grafana", namespace: "shop" },
    spec: {
      selector: { matchLabels: { app: "grafana" } },
      template: {
        metadata: { labels: { app: "grafana" } },
        spec: { containers: [container], ...podSpec },
      },
      ...spec,
    },
  };
}

export const grafanaData = { name: "data", persistentVolumeClaim: { claimName: "grafana-data" } };

export function postgres(spec: Fields = {}, podSpec: Fields = {}): Fields {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { labels: { app: "postgres" }, name: "postgres", namespace: "shop" },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: "postgres" } },
      serviceName: "postgres",
      template: {
        metadata: { labels: { app: "postgres" } },
        spec: {
          containers: [
            {
              image: "postgres:18",
              name: "postgres",
              ports: [{ containerPort: 5432, name: "sql" }],
              volumeMounts: [{ mountPath: "/var/lib/postgresql", name: "data" }],
            },
          ],
          ...podSpec,
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } } },
        },
      ],
      ...spec,
    },
  };
}

export function fluentd(spec: Fields = {}, podSpec: Fields = {}): Fields {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { labels: { app: "fluentd" }, name: "fluentd", namespace: "shop" },
    spec: {
      selector: { matchLabels: { app: "fluentd" } },
      template: {
        metadata: { labels: { app: "fluentd" } },
        spec: {
          containers: [
            {
              image: "fluent/fluentd:v1.19",
              name: "fluentd",
              volumeMounts: [{ mountPath: "/var/log", name: "varlog" }],
            },
          ],
          volumes: [{ hostPath: { path: "/var/log" }, name: "varlog" }],
          ...podSpec,
        },
      },
      ...spec,
    },
  };
}

/** A claim as the API server lists it. */
export function claim(name: string, spec: Fields = {}): Fields {
  return {
    metadata: { name, namespace: "shop" },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "5Gi" } },
      storageClassName: "gp3",
      volumeName: `pv-${name}`,
      ...spec,
    },
    status: { capacity: { storage: "5Gi" }, phase: "Bound" },
  };
}
