import type { DaemonSetFacts } from "../../src/explanation/daemonSetFacts.ts";
import type { DeploymentFacts } from "../../src/explanation/deploymentFacts.ts";
import type { References } from "../../src/explanation/references.ts";
import type { StatefulIdentity, StatefulSetFacts } from "../../src/explanation/statefulSetFacts.ts";
import type { Judged } from "../../src/findings/rule.ts";

/** Explanations in which nothing is to be found. A case changes what it is about, and nothing else. */
const rest = {
  apiVersion: "workload.kubectl/v1alpha1",
  kind: "Explanation",
  observedAt: "2026-11-25T04:00:00Z",
  source: { type: "cluster" },
  verdict: { state: "Healthy", sentence: "it is well." },
  gaps: [],
} as const;

export const noReferences: References = {
  autoscalers: [],
  disruptionBudgets: [],
  overlaps: [],
  managers: [],
};

const webFacts: DeploymentFacts = {
  replicaSets: [
    {
      name: "web-5d4f7c",
      revision: 2,
      current: true,
      replicas: 3,
      pods: 3,
      ready: 3,
      available: 3,
      images: ["web:1.1"],
      changes: [{ path: "spec.containers[web].image", from: "web:1.0", to: "web:1.1" }],
      changedSince: 1,
    },
    {
      name: "web-76b9cd",
      revision: 1,
      current: false,
      replicas: 0,
      pods: 0,
      ready: 0,
      available: 0,
      images: ["web:1.0"],
    },
  ],
  rollout: {
    strategy: "RollingUpdate",
    phase: "Complete",
    rolledOut: true,
    paused: false,
    maxSurge: 1,
    maxUnavailable: 0,
    maxSurgeSpec: "25%",
    maxUnavailableSpec: "25%",
    minReadySeconds: 0,
    progressDeadlineSeconds: 600,
    currentReplicaSet: "web-5d4f7c",
    heldUpBy: [],
    revisionHistoryLimit: 10,
    surgeRoom: { pods: 1, quotas: [] },
  },
  pods: {
    countsFrom: "status",
    desired: 3,
    current: 3,
    updated: 3,
    ready: 3,
    available: 3,
    unavailable: 0,
    items: ["a", "b", "c"].map((suffix, index) => ({
      name: `web-5d4f7c-${suffix}`,
      replicaSet: "web-5d4f7c",
      node: `node-${index + 1}`,
      phase: "Running",
      bound: true,
      ready: true,
      available: true,
      updated: true,
      terminating: false,
      restarts: 0,
    })),
  },
  conditions: [
    { type: "Available", status: "True", reason: "MinimumReplicasAvailable" },
    { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" },
  ],
  services: [
    {
      name: "web",
      type: "ClusterIP",
      headless: false,
      selector: { app: "web" },
      ports: ["80/TCP"],
      portTargets: [{ name: "http", port: 80, protocol: "TCP", targetPort: "http", container: "web" }],
      endpoints: { ready: 3, notReady: 0 },
      alsoSelects: [],
    },
  ],
  missingServices: [],
  routes: [],
  declaredPorts: [8080],
  claims: [],
  references: noReferences,
  events: [],
};

/** Deployment shop/web, 3 of 3, behind a Service. */
export function web(change: (facts: DeploymentFacts) => Partial<DeploymentFacts> = () => ({})) {
  return {
    ...rest,
    subject: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web", uid: "uid-web" },
    facts: { ...webFacts, ...change(webFacts) },
  } satisfies Judged<"Deployment">;
}

export function postgresIdentity(ordinal: number, change: Partial<StatefulIdentity> = {}): StatefulIdentity {
  const pod = `postgres-${ordinal}`;
  const fqdn = `${pod}.postgres.data.svc.cluster.local`;
  return {
    ordinal,
    pod,
    state: "Ready",
    ready: true,
    available: true,
    node: `node-${ordinal + 1}`,
    hostname: pod,
    fqdn,
    record: "Published",
    records: {
      a: [{ name: fqdn, addresses: [`10.0.0.${ordinal + 1}`] }],
      srv: [{ name: "_sql._tcp.postgres.data.svc.cluster.local", port: 5432, target: fqdn }],
    },
    revision: "Update",
    revisionName: "postgres-6d9f",
    claims: [
      {
        template: "data",
        claim: `data-${pod}`,
        exists: true,
        phase: "Bound",
        capacity: "10Gi",
        requested: "10Gi",
        claimRequested: "10Gi",
        storageClass: "fast",
        volume: `pvc-${ordinal}`,
        drift: [],
      },
    ],
    restarts: 0,
    ...change,
  };
}

const postgresFacts: StatefulSetFacts = {
  identities: [0, 1, 2].map((ordinal) => postgresIdentity(ordinal)),
  condemned: [],
  pods: { countsFrom: "pods", desired: 3, current: 3, ready: 3, available: 3, updated: 3 },
  governingService: {
    name: "postgres",
    exists: true,
    type: "ClusterIP",
    clusterIP: "None",
    headless: true,
    publishNotReadyAddresses: false,
    selector: { app: "postgres" },
    selects: true,
    ports: [{ name: "sql", port: 5432, protocol: "TCP", targetPort: 5432, container: "postgres" }],
  },
  clusterDomain: { name: "cluster.local", from: "CoreDNS", assumed: false },
  rollout: {
    strategy: "RollingUpdate",
    podManagementPolicy: "OrderedReady",
    phase: "Complete",
    partition: 0,
    toUpdate: 3,
    updated: 3,
    minReadySeconds: 0,
    currentRevision: "postgres-6d9f",
    updateRevision: "postgres-6d9f",
  },
  claims: {
    whenDeleted: "Retain",
    whenScaled: "Retain",
    leftOver: [],
    storageClasses: [{ name: "fast", exists: true, allowVolumeExpansion: true, templates: ["data"] }],
  },
  mountedClaims: [],
  services: [
    {
      name: "postgres",
      type: "ClusterIP",
      headless: true,
      selector: { app: "postgres" },
      ports: ["5432/TCP"],
      portTargets: [{ name: "sql", port: 5432, protocol: "TCP", targetPort: 5432, container: "postgres" }],
      endpoints: { ready: 3, notReady: 0 },
      alsoSelects: [],
    },
  ],
  routes: [],
  references: noReferences,
  selectorLabels: { app: "postgres" },
  servicePorts: [{ name: "sql", containerPort: 5432, protocol: "TCP" }],
  terminationGracePeriodSeconds: 30,
  events: [],
};

/** StatefulSet data/postgres, 3 of 3, with claims and a governing Service. */
export function postgres(change: (facts: StatefulSetFacts) => Partial<StatefulSetFacts> = () => ({})) {
  return {
    ...rest,
    subject: {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      namespace: "data",
      name: "postgres",
      uid: "uid-postgres",
    },
    facts: { ...postgresFacts, ...change(postgresFacts) },
  } satisfies Judged<"StatefulSet">;
}

const fluentdFacts: DaemonSetFacts = {
  placement: {
    countsFrom: "rules",
    desired: 2,
    current: 2,
    ready: 2,
    available: 2,
    updated: 2,
    misscheduled: 0,
    nodes: ["node-1", "node-2"].map((name) => ({
      name,
      state: "Running",
      shouldRun: true,
      shouldContinueRunning: true,
      reasons: [],
      pod: {
        name: `fluentd-${name}`,
        phase: "Running",
        bound: true,
        ready: true,
        available: true,
        updated: true,
        terminating: false,
        restarts: 0,
      },
      nodeReady: "True",
      cordoned: false,
    })),
    exclusions: [],
    podsWithoutNode: [],
  },
  rollout: {
    strategy: "RollingUpdate",
    phase: "Complete",
    maxUnavailable: 1,
    maxSurge: 0,
    minReadySeconds: 0,
    desired: 2,
    updated: 2,
    available: 2,
    unavailable: 0,
    heldUpBy: [],
    losesPodOn: [],
  },
  tolerations: { declared: [], added: [], limited: [] },
  host: { hostNetwork: false, hostPID: false, hostIPC: false, paths: [], ports: [], privileged: [] },
  services: [],
  references: noReferences,
  creationRefused: false,
  events: [],
};

/** DaemonSet logging/fluentd, on both nodes of the cluster. */
export function fluentd(change: (facts: DaemonSetFacts) => Partial<DaemonSetFacts> = () => ({})) {
  return {
    ...rest,
    subject: {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      namespace: "logging",
      name: "fluentd",
      uid: "uid-fluentd",
    },
    facts: { ...fluentdFacts, ...change(fluentdFacts) },
  } satisfies Judged<"DaemonSet">;
}
