import type { Taint } from "../../../src/kube/objects.ts";
import type { NodeInput, Readiness } from "../nodeObjects.ts";
import type { Random } from "./random.ts";
import {
  labelKeys,
  labels,
  type NodeCondition,
  nodeConditionTypes,
  taintEffects,
  taintKeys,
  taintValues,
} from "./vocabulary.ts";

export interface RandomNode extends NodeInput {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly unschedulable: boolean;
  readonly ready: Readiness;
  /** Those that are True. */
  readonly conditions: readonly NodeCondition[];
}

/** What happens to one node while pods run on it. */
export type NodeChange =
  | { readonly name: string; readonly type: "Ready"; readonly ready: Readiness }
  | { readonly name: string; readonly type: "Condition"; readonly conditions: readonly NodeCondition[] }
  | {
      readonly name: string;
      readonly type: "Edit";
      /** Null takes a label away. */
      readonly labels: Readonly<Record<string, string | null>>;
      /** All taints that are not the node lifecycle controller's. */
      readonly taints: readonly Taint[];
      readonly unschedulable: boolean;
    }
  | { readonly name: string; readonly type: "Added"; readonly node: RandomNode };

/** The first node is always ready: while none is, the node lifecycle controller adds no NoExecute taint. */
export function randomNodes(random: Random, prefix: string, count: number): RandomNode[] {
  return Array.from({ length: count }, (_, index) => {
    const ready = index === 0 ? "True" : randomReadiness(random);
    return randomNode(random, `${prefix}-${index}`, ready);
  });
}

/**
 * One change for a good part of the nodes. Each node changes once and in one way, so that what its pods should
 * come to follows from before and after, whatever the order in which the controllers see it.
 */
export function randomChanges(random: Random, prefix: string, nodes: readonly RandomNode[]): NodeChange[] {
  const changes = nodes.flatMap((node, index): NodeChange[] => {
    const { name } = node;
    if (random.chance(0.2)) return [];
    if (index > 0 && random.chance(0.2)) {
      const others = (["True", "False", "Unknown"] as const).filter((ready) => ready !== node.ready);
      return [{ name, type: "Ready", ready: random.pick(others as [Readiness, ...Readiness[]]) }];
    }
    if (node.ready === "True" && random.chance(0.12)) {
      const conditions = node.conditions.length > 0 ? [] : [randomCondition(random)];
      return [{ name, type: "Condition", conditions }];
    }
    const unschedulable = random.chance(0.3) ? !node.unschedulable : node.unschedulable;
    return [
      {
        name,
        type: "Edit",
        labels: changedLabels(random, node),
        taints: changedTaints(random, node),
        unschedulable,
      },
    ];
  });
  const name = `${prefix}-${nodes.length}`;
  // Its conditions would come after it, and pods in between.
  const added = { ...randomNode(random, name, "True"), conditions: [] };
  return [...changes, { name, type: "Added", node: added }];
}

function randomNode(random: Random, name: string, ready: Readiness): RandomNode {
  return {
    name,
    ready,
    labels: randomLabels(random),
    taints: uniqueTaints(
      Array.from({ length: random.pick([0, 0, 0, 0, 1, 1, 2, 3]) }, () => randomTaint(random)),
    ),
    unschedulable: random.chance(0.2),
    conditions: ready === "True" && random.chance(0.2) ? [randomCondition(random)] : [],
    capacity: { cpu: "8", memory: "32Gi", "ephemeral-storage": "100Gi", pods: "500" },
  };
}

function randomReadiness(random: Random): Readiness {
  return random.pick(["True", "True", "True", "True", "True", "True", "True", "False", "Unknown"]);
}

/** NetworkUnavailable more often than the pressures: whether its taint is tolerated depends on hostNetwork. */
function randomCondition(random: Random): NodeCondition {
  return random.chance(0.5) ? "NetworkUnavailable" : random.pick(nodeConditionTypes);
}

function randomLabels(random: Random): Record<string, string> {
  const present = labelKeys.filter(() => random.chance(0.7));
  return Object.fromEntries(present.map((key) => [key, random.pick(labels[key])]));
}

function changedLabels(random: Random, node: RandomNode): Record<string, string | null> {
  if (random.chance(0.3)) return {};
  const changed = random.some(labelKeys, random.pick([1, 2, 3]));
  return Object.fromEntries(
    changed.map((key) => [key, key in node.labels && random.chance(0.5) ? null : random.pick(labels[key])]),
  );
}

function changedTaints(random: Random, node: RandomNode): readonly Taint[] {
  const kept = node.taints.filter(() => random.chance(0.6));
  const added = Array.from({ length: random.pick([0, 1, 1]) }, () => randomTaint(random));
  const evicting = random.chance(0.25) ? [{ ...randomTaint(random), effect: "NoExecute" }] : [];
  return uniqueTaints([...kept, ...added, ...evicting]);
}

function randomTaint(random: Random): Taint {
  const value = random.pick(taintValues);
  return { key: random.pick(taintKeys), ...(value && { value }), effect: random.pick(taintEffects) };
}

/** The API server refuses two taints of one key and effect. */
function uniqueTaints(taints: readonly Taint[]): readonly Taint[] {
  return [...new Map(taints.map((taint) => [`${taint.key}:${taint.effect}`, taint])).values()];
}
