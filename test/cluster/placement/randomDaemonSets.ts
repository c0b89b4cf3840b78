import type {
  DaemonSet,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodSpec,
  Toleration,
} from "../../../src/kube/objects.ts";
import type { Random } from "./random.ts";
import {
  conditionTaints,
  type LabelKey,
  labelKeys,
  labels,
  limits,
  taintKeys,
  taintValues,
} from "./vocabulary.ts";

/** A DaemonSet that the API server accepts, about which nothing else is certain. */
export function randomDaemonSet(random: Random, name: string, nodeNames: readonly string[]): DaemonSet {
  const byLabels = random.chance(0.8);
  const selector = byLabels
    ? { matchLabels: { app: name } }
    : { matchExpressions: [{ key: "app", operator: "In", values: [name] }] };
  const minReadySeconds = random.pick([0, 0, 0, 0, 1, 3600]);
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, labels: { app: name } },
    spec: {
      selector,
      ...(minReadySeconds > 0 && { minReadySeconds }),
      updateStrategy: randomStrategy(random, minReadySeconds),
      template: {
        // A finalizer that nobody removes: the pod terminates for ever, as where the kubelet is gone.
        metadata: {
          labels: { app: name },
          ...(random.chance(0.2) && { finalizers: ["placement.test/never-removed"] }),
        },
        spec: randomPodSpec(random, nodeNames),
      },
    },
  } as DaemonSet;
}

/** Small steps take long where a pod must be ready for a while first. */
function randomStrategy(random: Random, minReadySeconds: number) {
  if (random.chance(0.1)) return { type: "OnDelete" };
  const some: readonly [number | string, ...(number | string)[]] =
    minReadySeconds === 1 ? ["50%", "100%"] : [1, 1, "20%", "100%"];
  const rollingUpdate = random.pick([
    { maxUnavailable: random.pick(some) },
    { maxUnavailable: random.pick(some) },
    { maxUnavailable: 0, maxSurge: random.pick(some) },
  ]);
  return random.chance(0.1) && minReadySeconds === 0
    ? { type: "RollingUpdate" }
    : { type: "RollingUpdate", rollingUpdate };
}

function randomPodSpec(random: Random, nodeNames: readonly string[]): Partial<PodSpec> {
  const tooLarge = random.chance(0.08);
  const nodeAffinity = randomNodeAffinity(random, nodeNames);
  const nodeSelector = random.chance(0.2) ? randomNodeSelector(random) : undefined;
  const nodeName = random.chance(0.05) ? anyNode(random, nodeNames) : undefined;
  return {
    // Without a grace period the API server deletes a pod at once, also where no kubelet is there to help.
    terminationGracePeriodSeconds: random.chance(0.7) ? 0 : 30,
    ...(random.chance(0.25) && { hostNetwork: true }),
    ...(nodeName !== undefined && { nodeName }),
    ...(nodeSelector && { nodeSelector }),
    ...(nodeAffinity && { affinity: { nodeAffinity } }),
    tolerations: randomTolerations(random),
    containers: [
      {
        name: "agent",
        image: "registry.k8s.io/pause:3.10",
        ...(tooLarge && { resources: { requests: { cpu: "64" } } }),
      },
    ],
  };
}

function randomTolerations(random: Random): Toleration[] {
  const count = random.pick([0, 0, 1, 1, 2, 2, 3, 4]);
  const tolerations = Array.from({ length: count }, () => randomToleration(random));
  return random.chance(0.12) ? [...tolerations, { operator: "Exists" }] : tolerations;
}

/** Every form that the API server accepts; `Lt` and `Gt` are refused while their gate is off. */
function randomToleration(random: Random): Toleration {
  const effect = random.pick([
    "",
    "",
    "",
    "NoSchedule",
    "NoSchedule",
    "NoExecute",
    "NoExecute",
    "PreferNoSchedule",
  ]);
  const key = random.chance(0.08)
    ? ""
    : random.chance(0.75)
      ? random.pick(taintKeys)
      : random.pick([
          "node.kubernetes.io/not-ready",
          "node.kubernetes.io/unreachable",
          "node.kubernetes.io/unschedulable",
          conditionTaints.NetworkUnavailable,
          "nvidia.com/gpu",
        ]);
  const operator = key === "" ? "Exists" : random.pick(["Exists", "Exists", "Equal", "Equal", ""]);
  const value = operator === "Exists" ? "" : random.pick(taintValues);
  // Long enough to evict nothing while the suite runs; a short one evicts and recreates for ever.
  const tolerationSeconds = effect === "NoExecute" && random.chance(0.4) ? 86_400 : undefined;
  return {
    ...(key && { key }),
    ...(operator && { operator }),
    ...(value && { value }),
    ...(effect && { effect }),
    ...(tolerationSeconds !== undefined && { tolerationSeconds }),
  };
}

function randomNodeSelector(random: Random): Record<string, string> {
  const keys = random.some(labelKeys, random.pick([1, 1, 1, 2]));
  return Object.fromEntries(keys.map((key) => [key, random.pick(labels[key])]));
}

function randomNodeAffinity(random: Random, nodeNames: readonly string[]) {
  const required = random.chance(0.5) ? randomRequired(random, nodeNames) : undefined;
  const preferred = random.chance(0.15)
    ? [{ weight: 10, preference: { matchExpressions: [randomExpression(random)] } }]
    : undefined;
  if (required === undefined && preferred === undefined) return undefined;
  return {
    ...(required && { requiredDuringSchedulingIgnoredDuringExecution: required }),
    ...(preferred && { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
  };
}

function randomRequired(random: Random, nodeNames: readonly string[]): NodeSelector {
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  return { nodeSelectorTerms: Array.from({ length: count }, () => randomTerm(random, nodeNames)) };
}

function randomTerm(random: Random, nodeNames: readonly string[]): NodeSelectorTerm {
  if (random.chance(0.08)) return random.pick([{}, { matchExpressions: [] }]);
  const fields = random.chance(0.15) ? [randomField(random, nodeNames)] : [];
  const count = fields.length > 0 ? random.pick([0, 0, 1]) : random.pick([1, 1, 1, 1, 2, 2, 3]);
  const expressions = Array.from({ length: count }, () => randomExpression(random));
  return {
    ...(expressions.length > 0 && { matchExpressions: expressions }),
    ...(fields.length > 0 && { matchFields: fields }),
  };
}

/** NotIn twice, for what it makes of an absent label. */
const operators = ["In", "NotIn", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"] as const;

function randomExpression(random: Random): NodeSelectorRequirement {
  const operator = random.pick(operators);
  if (operator === "Gt" || operator === "Lt") {
    const key: LabelKey = random.chance(0.85) ? random.pick(["cores", "generation"]) : random.pick(labelKeys);
    // Values that nodes have too: whether the comparison is strict shows only where both are the same.
    return { key, operator, values: [random.chance(0.4) ? random.pick(labels[key]) : random.pick(limits)] };
  }
  if (random.chance(0.08)) return absentLabel(random, operator);
  const key = random.pick(labelKeys);
  if (operator === "Exists" || operator === "DoesNotExist") return { key, operator };
  const values = random.some<string>(labels[key], random.pick([1, 1, 2]));
  return { key, operator, values };
}

/** A label that no node has; one of them is the name of what every JavaScript object has. */
function absentLabel(random: Random, operator: (typeof operators)[number]): NodeSelectorRequirement {
  const key = random.pick(["accelerator", "constructor"]);
  const takesValues = operator === "In" || operator === "NotIn";
  return { key, operator, ...(takesValues && { values: ["nvidia-l4"] }) };
}

function randomField(random: Random, nodeNames: readonly string[]): NodeSelectorRequirement {
  const operator = random.pick(["In", "NotIn"]);
  return { key: "metadata.name", operator, values: [anyNode(random, nodeNames)] };
}

/** Now and then one that does not exist. */
function anyNode(random: Random, nodeNames: readonly string[]): string {
  const [name = "node-of-nobody"] = random.chance(0.9) ? random.some(nodeNames, 1) : [];
  return name;
}
