import type { Fields } from "../../../src/rules/pods/templateFields.ts";
import { createRandom, type Random } from "../../cluster/placement/random.ts";
import { containerFeatures } from "./containerFeatures.ts";
import type { Feature } from "./features.ts";
import { specFeatures } from "./specFeatures.ts";
import { volumeFeatures } from "./volumeFeatures.ts";
import { type Kind, together, workloadFeatures } from "./workloadFeatures.ts";

/** A manifest without a default value, and what it shows. */
export interface Case {
  readonly manifest: Manifest;
  readonly features: readonly string[];
}

export interface Manifest extends Fields {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: Fields & { readonly name: string };
  readonly spec: Fields;
}

const kinds: readonly Kind[] = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Pod",
];
const apps = ["fluentd", "grafana", "kafka", "keycloak", "nginx", "postgres", "prometheus", "redis"] as const;

/** `count` cases for a seed. Every feature is in one at least, if there are enough of them. */
export function casesOf(seed: string, count: number): readonly Case[] {
  return Array.from({ length: count }, (_, number) => caseOf(createRandom(seed, number), number));
}

function caseOf(random: Random, number: number): Case {
  const kind = kinds[number % kinds.length] ?? "Pod";
  const turn = Math.floor(number / kinds.length);
  const fits = ({ of }: Feature) => of === undefined || (of === "Pod") === (kind === "Pod");
  // First those that this kind alone can have, then where the kinds before are not yet.
  const ofTurn = (features: readonly Feature[], length: number) => {
    const fitting = features.filter(fits).sort((one, other) => Number(!one.of) - Number(!other.of));
    const start = turn * length + (number % kinds.length) * (kind === "Pod" ? 0 : 4);
    return Array.from({ length }, (_, index) => fitting[(start + index) % fitting.length]);
  };
  const chosen = [
    ...ofTurn(specFeatures, 1),
    ...ofTurn(containerFeatures, 2),
    ...ofTurn(volumeFeatures, 3),
    ...random.some(specFeatures.filter(fits), 1),
    ...random.some(containerFeatures.filter(fits), 1),
    ...random.some(volumeFeatures, 2),
  ].filter((feature) => feature !== undefined);
  const features = withoutConflicts(chosen);
  const own = workloadFeatures[kind];
  const workload = own[turn % own.length] ?? { name: "nothing", spec: {} };
  const name = `${random.pick(apps)}-${number}`;
  return {
    manifest: manifestOf(kind, name, podSpecOf(features), workload.spec, random.chance(0.5)),
    features: [...features.map((feature) => feature.name), `${kind}: ${workload.name}`],
  };
}

/** Each field once: two features that write the same field may contradict each other. */
function withoutConflicts(features: readonly Feature[]): readonly Feature[] {
  const chosen: Feature[] = [];
  for (const feature of features) {
    const fields = new Set(chosen.flatMap(fieldsOf));
    const isFree = fieldsOf(feature).every((field) => !fields.has(field));
    if (isFree && !chosen.some((other) => excludes(other, feature) || excludes(feature, other)))
      chosen.push(feature);
  }
  return chosen;
}

function excludes(one: Feature, { name }: Feature): boolean {
  return one.without?.includes(name) ?? false;
}

function fieldsOf({ name, container = {}, spec = {}, mount }: Feature): readonly string[] {
  return [
    name,
    ...Object.keys(container).map((field) => `container.${field}`),
    ...Object.keys(spec).map((field) => `spec.${field}`),
    ...(mount === undefined ? [] : [`mount.${mount["mountPath"]}`]),
  ];
}

function podSpecOf(features: readonly Feature[]): Fields {
  let spec: Fields = {};
  let main: Fields = { name: "shop", image: "registry.example/shop/api:1.4" };
  for (const [index, { container = {}, spec: fields = {}, volume, mount }] of features.entries()) {
    const name = `volume-${index}`;
    main = { ...main, ...container };
    spec = together(spec, fields);
    if (volume !== undefined) spec = together(spec, { volumes: [{ name, ...volume }] });
    if (mount !== undefined) main = together(main, { volumeMounts: [{ name, ...mount }] });
  }
  // On no node of the suites that run beside this one.
  return { ...spec, nodeSelector: { pool: "nowhere" }, containers: [main] };
}

function manifestOf(kind: Kind, name: string, pod: Fields, workload: Fields, isAnnotated: boolean): Manifest {
  // A ReplicationController of the whole shop would adopt a Pod of its own.
  const labels = {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/part-of": kind === "Pod" ? "tools" : "shop",
  };
  const annotations = { "shop.example/owner": "team-a", "kubernetes.io/change-cause": "" };
  const isCore = kind === "Pod" || kind === "ReplicationController";
  const header = {
    apiVersion: isCore ? "v1" : "apps/v1",
    kind,
    metadata: {
      name,
      // A ReplicationController without labels gets those of its template.
      ...(kind === "ReplicationController" && isAnnotated && { labels: { tier: "web" } }),
      ...(kind !== "ReplicationController" && (kind === "Pod" || isAnnotated) && { labels }),
      ...(isAnnotated && { annotations }),
    },
  };
  if (kind === "Pod") return { ...header, spec: pod };
  const template = {
    metadata: {
      labels,
      ...(isAnnotated && { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" } }),
    },
    spec: pod,
  };
  const selector =
    kind === "ReplicationController" ? {} : { selector: { matchLabels: { "app.kubernetes.io/name": name } } };
  return { ...header, spec: { ...selector, ...workload, template } };
}
