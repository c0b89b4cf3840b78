import type {
  ExclusionGroup,
  ExclusionReason,
  NodePlacement,
  TolerationRemedy,
} from "../../explanation/placement.ts";
import type { DaemonSet, Node, Toleration } from "../../kube/objects.ts";
import { nodeDecider } from "./shouldRun.ts";

type TaintReason = Extract<ExclusionReason, { type: "Taint" }>;

/**
 * The nodes that the controller wants no pod on, those with the very same reasons together; largest group
 * first. The node's own value of a label is part of a reason, a node's name is not.
 */
export function groupExclusions(
  daemonSet: DaemonSet,
  placements: readonly NodePlacement[],
  nodes: readonly Node[],
): readonly ExclusionGroup[] {
  const groups = new Map<string, NodePlacement[]>();
  for (const placement of placements) {
    if (placement.shouldRun !== false) continue;
    const key = JSON.stringify(placement.reasons.map(withoutNodeName));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placement]);
    else group.push(placement);
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => toGroup(daemonSet, group, nodes));
}

function toGroup(
  daemonSet: DaemonSet,
  group: readonly NodePlacement[],
  nodes: readonly Node[],
): ExclusionGroup {
  const reasons = (group[0]?.reasons ?? []).map(withoutNodeName);
  const taints = reasons.filter((reason) => reason.type === "Taint");
  const condition = taints.map(conditionOf).find((found) => found !== undefined);
  const ofNodes = taints.filter((taint) => conditionOf(taint) === undefined);
  return {
    reasons,
    nodes: group.map(({ name }) => name),
    misscheduled: group.filter(({ state }) => state === "Misscheduled").length,
    ...(condition && { condition }),
    ...(ofNodes.length > 0 && { remedy: remedyFor(daemonSet, ofNodes, reasons, nodes) }),
  };
}

function remedyFor(
  daemonSet: DaemonSet,
  taints: readonly TaintReason[],
  reasons: readonly ExclusionReason[],
  nodes: readonly Node[],
): TolerationRemedy {
  const tolerations = coveringTolerations(taints);
  const [before, after] = [nodeDecider(daemonSet), nodeDecider(daemonSet, tolerations)];
  return {
    tolerations,
    admits: nodes
      .filter((node) => !before(node).shouldRun && after(node).shouldRun)
      .map((node) => node.metadata?.name ?? "")
      .sort(),
    insufficient: taints.length < reasons.length,
  };
}

/**
 * The fewest tolerations that cover the taints, none of them wider than it must be: one a key; of the value
 * where the taints agree on it, of the effect where there is but one. (A single `operator: Exists` without a
 * key would always be fewer. It tolerates every taint there will ever be, so it is nothing to advise.)
 */
export function coveringTolerations(taints: readonly TaintReason[]): readonly Toleration[] {
  const byKey = Map.groupBy(taints, ({ key }) => key);
  return [...byKey].map(([key, ofKey]): Toleration => {
    const values = new Set(ofKey.map(({ value }) => value ?? ""));
    const effects = new Set(ofKey.map(({ effect }) => effect));
    const [value = ""] = values;
    const [effect] = effects;
    return {
      key,
      ...(values.size === 1 && value !== "" ? { operator: "Equal", value } : { operator: "Exists" }),
      ...(effects.size === 1 && effect !== undefined && { effect }),
    };
  });
}

/**
 * The taints that come from the node's own state: of the node lifecycle controller, of the cloud provider, and
 * out-of-service, which an administrator gives to a node that is gone for longer. They go when the node is back,
 * so a toleration is the wrong remedy.
 * Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go#nodeConditionToTaintKeyStatusMap (v1.36)
 */
function conditionOf({ key }: TaintReason): ExclusionGroup["condition"] {
  switch (key) {
    case "node.kubernetes.io/not-ready":
      return "NotReady";
    case "node.kubernetes.io/unreachable":
      return "Unreachable";
    case "node.kubernetes.io/network-unavailable":
      return "NetworkUnavailable";
    case "node.kubernetes.io/disk-pressure":
    case "node.kubernetes.io/memory-pressure":
    case "node.kubernetes.io/pid-pressure":
    case "node.kubernetes.io/out-of-service":
    case "node.cloudprovider.kubernetes.io/uninitialized":
    case "node.cloudprovider.kubernetes.io/shutdown":
      return "Other";
    default:
      return undefined;
  }
}

/** `metadata.name` differs on every node and would put each into a group of its own. */
function withoutNodeName(reason: ExclusionReason): ExclusionReason {
  if (reason.type !== "NodeAffinity") return reason;
  return {
    ...reason,
    expressions: reason.expressions.map(({ actual, ...expression }) =>
      expression.in === "matchFields" || actual === undefined ? expression : { ...expression, actual },
    ),
  };
}
