import type { TargetKind } from "../../src/explanation/conversion.ts";
import type { Fields } from "../../src/rules/pods/templateFields.ts";
import type { Random } from "../cluster/placement/random.ts";

/** What YAML 1.1 or one of its readers would take for something else. */
const ambiguous = [
  "yes",
  "NO",
  "on",
  "0777",
  "0o17",
  "1e3",
  "12345678901234567890",
  "3.10",
  "12:30:45",
  "2026-11-25",
  "~",
  "null",
  "",
  "  padded",
  "a: b",
  "# no comment",
  "-",
  "two\nlines\n",
  "ends with space ",
  "{{ .Values.image }}",
  "é — ü",
] as const;

/** Names of the right shape that a careless writer leaves unquoted. */
const labelValues = ["yes", "0777", "1e3", "3.10", "true", "", "web", "007"] as const;

/** A workload of the kind as somebody would write it, that an API server takes; everything of it by chance. */
export function generated(kind: TargetKind, name: string, namespace: string, random: Random): Fields {
  const labels = { app: name, ...(random.chance(0.4) && { tier: random.pick(labelValues) }) };
  const templates = kind === "StatefulSet" && random.chance(0.6) ? claimTemplates(random) : [];
  const volumes = random.chance(0.7) ? volumesOf(random, templates.length) : [];
  const mounted = [
    ...templates.map((item) => (item["metadata"] as Fields)["name"]),
    ...volumes.map((item) => item["name"]),
  ];
  const template = {
    metadata: {
      ...(random.chance(0.3) && { annotations: { "prometheus.io/port": random.pick(ambiguous) } }),
      labels: { ...labels, ...(random.chance(0.3) && { version: random.pick(labelValues) }) },
    },
    spec: podSpec(kind, labels, mounted, volumes, random),
  };
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: {
      ...(random.chance(0.4) && { annotations: { "example.com/note": random.pick(ambiguous), team: "web" } }),
      ...(random.chance(0.8) && { labels }),
      name,
      namespace,
    },
    spec: {
      ...(random.chance(0.3) && { minReadySeconds: random.pick([1, 5, 30]) }),
      ...(random.chance(0.3) && { revisionHistoryLimit: random.pick([0, 2, 25]) }),
      ...specOf(kind, random),
      selector: random.chance(0.2)
        ? { matchExpressions: [{ key: "app", operator: "In", values: [name] }] }
        : { matchLabels: { app: name } },
      template,
      ...(templates.length > 0 && { volumeClaimTemplates: templates }),
    },
  };
}

function specOf(kind: TargetKind, random: Random): Fields {
  switch (kind) {
    case "Deployment":
      return {
        ...(random.chance(0.2) && { paused: true }),
        ...(random.chance(0.3) && { progressDeadlineSeconds: random.pick([60, 300, 1200]) }),
        ...(random.chance(0.7) && { replicas: random.below(4) }),
        ...strategy(random),
      };
    case "StatefulSet":
      return {
        ...(random.chance(0.2) && { ordinals: { start: random.pick([1, 5]) } }),
        ...(random.chance(0.3) && {
          persistentVolumeClaimRetentionPolicy: {
            whenDeleted: random.pick(["Delete", "Retain"]),
            whenScaled: random.pick(["Delete", "Retain"]),
          },
        }),
        ...(random.chance(0.4) && { podManagementPolicy: random.pick(["OrderedReady", "Parallel"]) }),
        ...(random.chance(0.8) && { replicas: random.below(4) }),
        serviceName: random.pick(["peers", "db"]),
        ...(random.chance(0.4) && {
          updateStrategy: random.pick<Fields>([
            { type: "OnDelete" },
            { type: "RollingUpdate" },
            { rollingUpdate: { partition: 0 }, type: "RollingUpdate" },
            { rollingUpdate: { partition: 2 }, type: "RollingUpdate" },
          ]),
        }),
      };
    case "DaemonSet":
      return random.chance(0.6)
        ? {
            updateStrategy: random.pick<Fields>([
              { type: "OnDelete" },
              { rollingUpdate: { maxUnavailable: 2 } },
              { rollingUpdate: { maxUnavailable: "30%" }, type: "RollingUpdate" },
              { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }, type: "RollingUpdate" },
              { rollingUpdate: { maxSurge: "20%", maxUnavailable: 0 } },
            ]),
          }
        : {};
  }
}

function strategy(random: Random): Fields {
  if (random.chance(0.3)) return {};
  return {
    strategy: random.pick<Fields>([
      { type: "Recreate" },
      { type: "RollingUpdate" },
      { rollingUpdate: { maxSurge: 2 } },
      { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      { rollingUpdate: { maxSurge: "150%", maxUnavailable: 0 }, type: "RollingUpdate" },
      { rollingUpdate: { maxSurge: "30%", maxUnavailable: "0%" } },
      { rollingUpdate: { maxSurge: 1, maxUnavailable: "40%" }, type: "RollingUpdate" },
    ]),
  };
}

function podSpec(
  kind: TargetKind,
  labels: Fields,
  mounted: readonly unknown[],
  volumes: readonly Fields[],
  random: Random,
): Fields {
  const volumeMounts = mounted.map((volume, index) => ({
    mountPath: `/data/${index}`,
    name: volume,
    ...(random.chance(0.2) && { readOnly: true }),
  }));
  const main: Fields = {
    ...(random.chance(0.3) && { args: ["--level", random.pick(ambiguous)] }),
    ...(random.chance(0.6) && { env: environment(random) }),
    image: random.pick(["nginx:1.29", `registry.example.com/web@sha256:${"a".repeat(64)}`, "postgres"]),
    ...(random.chance(0.3) && {
      livenessProbe: random.pick<Fields>([
        { httpGet: { path: "/healthz", port: "http" }, initialDelaySeconds: 5 },
        { exec: { command: ["true"] }, failureThreshold: 5 },
        { tcpSocket: { port: 8080 } },
      ]),
    }),
    name: "web",
    ...(random.chance(0.7) && {
      ports: [
        { containerPort: 8080, name: "http" },
        ...(random.chance(0.3) ? [{ containerPort: 53, protocol: "UDP" }] : []),
      ],
    }),
    ...(random.chance(0.5) && {
      resources: {
        limits: { memory: random.pick(["128Mi", "0.5Gi"]) },
        requests: { cpu: random.pick(["100m", "0.1"]) },
      },
    }),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
  const hasPort = main["ports"] !== undefined;
  const container = hasPort ? main : { ...main, livenessProbe: undefined };
  const { livenessProbe, ...rest } = container as Fields;
  return {
    ...(random.chance(0.2) && {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              podAffinityTerm: {
                labelSelector: { matchLabels: { app: labels["app"] } },
                topologyKey: "kubernetes.io/hostname",
              },
              weight: 10,
            },
          ],
        },
      },
    }),
    containers: [
      livenessProbe === undefined ? rest : container,
      ...(random.chance(0.2) ? [{ image: "envoyproxy/envoy:v1.36", name: "proxy" }] : []),
    ],
    ...(kind === "Deployment" && random.chance(0.1) && { hostname: "web", subdomain: "peers" }),
    ...(random.chance(0.2) && {
      initContainers: [{ image: "busybox:1.37", name: "log", restartPolicy: "Always" }],
    }),
    ...(random.chance(0.2) && { priorityClassName: "system-node-critical" }),
    ...(random.chance(0.2) && { terminationGracePeriodSeconds: random.pick([0, 60]) }),
    ...(random.chance(0.2) && { tolerations: [{ key: "gpu", operator: "Exists" }] }),
    ...(random.chance(0.2) && {
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { app: labels["app"] } },
          matchLabelKeys: [kind === "Deployment" ? "pod-template-hash" : "controller-revision-hash"],
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "ScheduleAnyway",
        },
      ],
    }),
    ...(volumes.length > 0 && { volumes }),
  };
}

function environment(random: Random): readonly Fields[] {
  return [
    { name: "LEVEL", value: random.pick(ambiguous) },
    ...(random.chance(0.4) ? [{ name: "EMPTY", value: "" }] : []),
    ...(random.chance(0.4) ? [{ name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] : []),
  ];
}

function volumesOf(random: Random, offset: number): readonly Fields[] {
  const kinds: readonly Fields[] = [
    { persistentVolumeClaim: { claimName: "uploads" } },
    { emptyDir: {} },
    { emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
    { hostPath: { path: "/var/log" } },
    { configMap: { name: "settings", optional: true } },
    { secret: { optional: true, secretName: "tls" } },
    {
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      },
    },
    {
      projected: {
        sources: [
          { downwardAPI: { items: [{ fieldRef: { fieldPath: "metadata.labels" }, path: "labels" }] } },
        ],
      },
    },
  ];
  return random
    .some(kinds, 1 + random.below(3))
    .map((source, index) => ({ ...source, name: `v${offset + index}` }));
}

function claimTemplates(random: Random): readonly Fields[] {
  return Array.from({ length: 1 + random.below(2) }, (_, index) => ({
    metadata: {
      ...(random.chance(0.2) && { labels: { backup: random.pick(labelValues) } }),
      name: index === 0 ? "data" : "wal",
    },
    spec: {
      accessModes: [random.pick(["ReadWriteOnce", "ReadWriteMany"])],
      resources: { requests: { storage: random.pick(["1Gi", "0.5Ti", "1000M"]) } },
      ...(random.chance(0.4) && { storageClassName: random.pick(["kwok-volume", ""]) }),
    },
  }));
}
