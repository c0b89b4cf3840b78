import type {
  ExclusionGroup,
  ExclusionReason,
  NodePlacement,
  TolerationRemedy,
} from "../../explanation/placement.ts";
import type { DaemonSet, Node, Toleration } from "../../kube/objects.ts";
import { nodeDecider } from "../../rules/scheduling/shouldRun.ts";

type TaintReason = Extract<ExclusionReason, { type: "Taint" }>;

/** Up to so many values that nodes have in place of a wanted one are told apart; more are no news but noise. */
const toldApart = 4;

/**
 * The nodes that the controller wants no pod on, those with the same reasons together; largest group first. What
 * a node has in place of a wanted label makes it another reason, unless nearly every node has something else, as
 * with a hostname. The node's name never does.
 */
export function groupExclusions(
  daemonSet: DaemonSet,
  placements: readonly NodePlacement[],
  nodes: readonly Node[],
): readonly ExclusionGroup[] {
  const excluded = placements.filter(({ shouldRun }) => shouldRun === false);
  const admittedBy = admissions(daemonSet, placements, nodes);
  return [...Map.groupBy(excluded, keyWith(withoutActual)).values()]
    .flatMap((alike) => {
      const byActual = Map.groupBy(alike, keyWith(withoutNodeName));
      if (byActual.size > toldApart) return [toGroup(alike, withoutActual, admittedBy)];
      return [...byActual.values()].map((group) => toGroup(group, withoutNodeName, admittedBy));
    })
    .sort((a, b) => b.nodes.length - a.nodes.length);
}

type Simplify = (reason: ExclusionReason) => ExclusionReason;

function keyWith(simplify: Simplify): (placement: NodePlacement) => string {
  return ({ reasons }) => JSON.stringify(reasons.map(simplify));
}

type Admissions = (tolerations: readonly Toleration[]) => readonly string[];

function toGroup(
  group: readonly NodePlacement[],
  simplify: Simplify,
  admittedBy: Admissions,
): ExclusionGroup {
  const reasons = (group[0]?.reasons ?? []).map(simplify);
  const taints = reasons.filter((reason) => reason.type === "Taint");
  const condition = taints.map(conditionOf).find((found) => found !== undefined);
  const ofNodes = taints.filter((taint) => conditionOf(taint) === undefined);
  const tolerations = coveringTolerations(ofNodes);
  const remedy: TolerationRemedy = {
    tolerations,
    admits: admittedBy(tolerations),
    insufficient: ofNodes.length < reasons.length,
  };
  return {
    reasons,
    nodes: group.map(({ name }) => name),
    misscheduled: group.filter(({ state }) => state === "Misscheduled").length,
    ...(condition && { condition }),
    ...(ofNodes.length > 0 && { remedy }),
  };
}

/** Which of the nodes that get no pod now would get one with more tolerations; the same ones are asked often. */
function admissions(
  daemonSet: DaemonSet,
  placements: readonly NodePlacement[],
  nodes: readonly Node[],
): Admissions {
  const excluded = new Set(placements.filter(({ shouldRun }) => shouldRun === false).map(({ name }) => name));
  const candidates = nodes.filter(({ metadata }) => excluded.has(metadata?.name ?? ""));
  const answers = new Map<string, readonly string[]>();
  return (tolerations) => {
    const key = JSON.stringify(tolerations);
    const decide = nodeDecider(daemonSet, tolerations);
    const admitted =
      answers.get(key) ??
      candidates
        .filter((node) => decide(node).shouldRun)
        .map(({ metadata }) => metadata?.name ?? "")
        .sort();
    answers.set(key, admitted);
    return admitted;
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
    case "node.kubernetes.io/out-of-service":
      return "OutOfService";
    case "node.kubernetes.io/disk-pressure":
    case "node.kubernetes.io/memory-pressure":
    case "node.kubernetes.io/pid-pressure":
    case "node.cloudprovider.kubernetes.io/uninitialized":
    case "node.cloudprovider.kubernetes.io/shutdown":
      return "Other";
    default:
      return undefined;
  }
}

/** The reason without what the nodes have instead, which differs. */
function withoutActual(reason: ExclusionReason): ExclusionReason {
  if (reason.type === "NodeSelector") {
    const { actual: _, ...wanted } = reason;
    return { ...wanted, varies: true };
  }
  if (reason.type !== "NodeAffinity") return reason;
  const expressions = reason.expressions.map(({ actual: _, ...wanted }) => ({
    ...wanted,
    varies: true as const,
  }));
  return { ...reason, expressions };
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
