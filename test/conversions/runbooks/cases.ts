import type { SourceKind, TargetKind } from "../../../src/explanation/conversion.ts";
import type { RunbookWay } from "../../../src/explanation/runbook.ts";
import type { Wanted } from "./manifests.ts";

/** A workload, what it is to become, and the way there. */
export interface Case {
  readonly from: SourceKind;
  readonly to: TargetKind;
  readonly way: RunbookWay;
  /** What is special, for the name of the test. */
  readonly with?: string;
  readonly wanted?: Partial<Wanted>;
  /** Of the new object, where it is not the old one's. */
  readonly newName?: string;
  /** As it is typed after `--to KIND`. */
  readonly flags?: string;
  /** Claims that are bound to volumes of their own before all else, with their reclaim policy. */
  readonly claims?: Readonly<Record<string, "Retain" | "Delete">>;
  /** Which claim is bound to the volume of which in the end. */
  readonly moved?: Readonly<Record<string, string>>;
  /** How many pods are to be there in the end, where that is not how many there were. */
  readonly after?: number;
  /** The pods of the end are those of the start. */
  readonly keepsPods?: boolean;
  /** Go back from every step, not only from the last. */
  readonly everyStep?: boolean;
  /** Pods take a while to start, so that whoever does not wait for them is found out. */
  readonly slow?: boolean;
  /** Whether a PodDisruptionBudget names it as its owner. */
  readonly ownsBudget?: boolean;
  /** Whether a HorizontalPodAutoscaler names it. */
  readonly autoscaled?: boolean;
}

/** As many as the suite has nodes, so that a DaemonSet has as many as others. */
export const nodes = 3;

const kinds = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** Every ordered pair, both ways. A DaemonSet cannot be autoscaled. */
const plain: readonly Case[] = kinds.flatMap((from) =>
  kinds
    .filter((to) => to !== from)
    .flatMap((to): readonly Case[] => [
      {
        from,
        to,
        way: "SideBySide",
        slow: true,
        everyStep: from === "DaemonSet",
        ownsBudget: true,
        autoscaled: from !== "DaemonSet" && to !== "DaemonSet",
      },
      { from, to, way: "InPlace", everyStep: true },
      { from, to, way: "InPlace", with: "pods that are slow to start", slow: true },
    ]),
);

const claimOf = (claimName: string) => ({
  podSpec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] },
  container: { volumeMounts: [{ name: "data", mountPath: "/data" }] },
});

const claimTemplate = {
  container: { volumeMounts: [{ name: "data", mountPath: "/data" }] },
  spec: {
    persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Delete" },
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: "runbooks",
          resources: { requests: { storage: "1Gi" } },
        },
      },
    ],
  },
};

const withData: readonly Case[] = [
  {
    from: "Deployment",
    to: "StatefulSet",
    way: "AdoptVolume",
    with: "a volume that would be deleted with its claim",
    wanted: { replicas: 1, ...claimOf("app-data") },
    flags: "--volume data=template",
    claims: { "app-data": "Delete" },
    moved: { "app-data": "data-app-0" },
    autoscaled: true,
    everyStep: true,
  },
  {
    from: "ReplicaSet",
    to: "StatefulSet",
    way: "AdoptVolume",
    with: "a volume that is retained",
    wanted: { replicas: 1, ...claimOf("app-data") },
    flags: "--volume data=template",
    claims: { "app-data": "Retain" },
    moved: { "app-data": "data-app-0" },
  },
  {
    from: "Deployment",
    to: "StatefulSet",
    way: "InPlace",
    with: "a claim that both mount",
    wanted: { replicas: 1, ...claimOf("app-data") },
    flags: "--volume data=shared",
    claims: { "app-data": "Retain" },
  },
  {
    from: "StatefulSet",
    to: "Deployment",
    way: "InPlace",
    with: "the claim of ordinal 0, which would go with the StatefulSet",
    wanted: { replicas: 1, ...claimTemplate },
    flags: "--volume data=shared",
    claims: { "data-app-0": "Retain" },
    everyStep: true,
  },
  {
    from: "StatefulSet",
    to: "Deployment",
    way: "SideBySide",
    with: "claims that would go with the StatefulSet and its pods",
    wanted: { replicas: 2, ...claimTemplate },
    flags: "--volume data=emptyDir",
    claims: { "data-app-0": "Retain", "data-app-1": "Retain" },
  },
];

const onDelete: Partial<Wanted> = { spec: { updateStrategy: { type: "OnDelete" } } };

const expressions: Partial<Wanted> = {
  spec: { selector: { matchExpressions: [{ key: "app", operator: "In", values: ["app", "application"] }] } },
};

const others: readonly Case[] = [
  { from: "DaemonSet", to: "Deployment", way: "InPlace", with: "a host port", wanted: hostPort() },
  { from: "DaemonSet", to: "StatefulSet", way: "SideBySide", with: "OnDelete", wanted: onDelete },
  {
    from: "StatefulSet",
    to: "DaemonSet",
    way: "InPlace",
    with: "a pod a node",
    wanted: podANode(),
    keepsPods: true,
  },
  { from: "ReplicaSet", to: "Deployment", way: "InPlace", with: "the ReplicaSet adopted", keepsPods: true },
  { from: "ReplicaSet", to: "DaemonSet", way: "SideBySide" },
  { from: "ReplicationController", to: "Deployment", way: "SideBySide" },
  { from: "ReplicationController", to: "StatefulSet", way: "SideBySide" },
  ...(["SideBySide", "InPlace"] as const).map((way) => ({
    from: "Deployment" as const,
    to: "StatefulSet" as const,
    way,
    with: "another name, and a selector of a set",
    wanted: expressions,
    newName: "db",
    flags: "--name db",
  })),
  { from: "Deployment", to: "StatefulSet", way: "SideBySide", with: "no pods", wanted: { replicas: 0 } },
  {
    from: "StatefulSet",
    to: "DaemonSet",
    way: "InPlace",
    with: "claims that the DaemonSet does not mount",
    wanted: { ...claimTemplate, replicas: 2 },
    flags: "--volume data=emptyDir",
    claims: { "data-app-0": "Retain", "data-app-1": "Retain" },
    after: nodes,
    everyStep: true,
  },
  {
    from: "Pod",
    to: "StatefulSet",
    way: "AdoptVolume",
    wanted: { replicas: 1, ...claimOf("app-data") },
    flags: "--volume data=template",
    claims: { "app-data": "Retain" },
    moved: { "app-data": "data-app-0" },
  },
  { from: "Pod", to: "Deployment", way: "SideBySide", wanted: { replicas: 1 } },
  { from: "Pod", to: "DaemonSet", way: "InPlace", wanted: { replicas: 1 }, after: nodes },
];

function podANode(): Partial<Wanted> {
  const term = { labelSelector: { matchLabels: { app: "app" } }, topologyKey: "kubernetes.io/hostname" };
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return { podSpec: { affinity: { podAntiAffinity } } };
}

function hostPort(): Partial<Wanted> {
  return { container: { ports: [{ containerPort: 80, hostPort: 8080 }] } };
}

export const cases: readonly Case[] = [...plain, ...withData, ...others];
