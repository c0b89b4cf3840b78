import type { ExclusionGroup, ExclusionReason, Placement } from "../explanation/placement.ts";
import { count, named } from "./words.ts";

/**
 * - NodeName: the template names another node.
 * - Platform: the node has another operating system or processor than the pods are made for.
 * - NodeSelector, NodeAffinity: the node's labels are not those that the template asks for.
 * - Taint: somebody gave the node a taint that the pods do not tolerate.
 * - Condition: only taints that come from the node's own condition and go with it.
 */
export type ExclusionCause =
  | "NodeName"
  | "Platform"
  | "NodeSelector"
  | "NodeAffinity"
  | "Taint"
  | "Condition";

/** What keeps the pods from the nodes of a group; of several the one that nothing helps against comes first. */
export function causeOf({ reasons, remedy }: ExclusionGroup): ExclusionCause {
  const types = new Set(reasons.map(({ type }) => type));
  if (types.has("NodeName")) return "NodeName";
  if (isOfOtherPlatform(reasons)) return "Platform";
  if (types.has("NodeSelector")) return "NodeSelector";
  if (types.has("NodeAffinity")) return "NodeAffinity";
  return remedy === undefined ? "Condition" : "Taint";
}

export function excludedBy(placement: Placement, cause: ExclusionCause): readonly ExclusionGroup[] {
  return placement.exclusions.filter((group) => causeOf(group) === cause);
}

export function nodesOf(groups: readonly ExclusionGroup[]): readonly string[] {
  return groups.flatMap(({ nodes }) => nodes);
}

/** ``2 of 12 nodes (`cp-0` and `gpu-0`)`` */
export function ofNodes(nodes: readonly string[], total: number): string {
  return `${nodes.length} of ${count(total, "node")} (${named(nodes)})`;
}

/** As kubectl writes them, without those that go with the node's condition: `gpu=true:NoSchedule`. */
export function lastingTaints(groups: readonly ExclusionGroup[]): readonly string[] {
  const taints = groups.flatMap(({ reasons, remedy }) =>
    reasons.flatMap((reason) => {
      const isLasting =
        reason.type === "Taint" && remedy?.tolerations.some(({ key }) => key === reason.key) === true;
      return isLasting ? [taintText(reason)] : [];
    }),
  );
  return [...new Set(taints)];
}

/** What nodeSelector asks for and one of the nodes does not have. */
export function lackedLabels(groups: readonly ExclusionGroup[]): ReadonlyMap<string, string> {
  const selected = groups.flatMap(({ reasons }) =>
    reasons.filter((reason) => reason.type === "NodeSelector"),
  );
  return new Map(selected.map(({ key, wanted }) => [key, wanted]));
}

/** What the terms of node affinity ask for and one of the nodes does not have: `zone In (a, b)`. */
export function lackedExpressions(groups: readonly ExclusionGroup[]): readonly string[] {
  const expressions = groups.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.type === "NodeAffinity" ? reason.expressions : [])),
  );
  const texts = expressions.map(({ key, operator, values }) => {
    const list = values.length > 1 ? `(${values.join(", ")})` : values.join("");
    return `${key} ${operator} ${list}`.trimEnd();
  });
  return [...new Set(texts)];
}

export function taintText({ key, value, effect }: Extract<ExclusionReason, { type: "Taint" }>): string {
  return `${key}${value === undefined ? "" : `=${value}`}:${effect}`;
}

const platformLabels: ReadonlySet<string> = new Set([
  "kubernetes.io/os",
  "kubernetes.io/arch",
  "beta.kubernetes.io/os",
  "beta.kubernetes.io/arch",
  "node.kubernetes.io/windows-build",
]);

/** Terms of node affinity are alternatives: it takes each of them to ask for another platform. */
function isOfOtherPlatform(reasons: readonly ExclusionReason[]): boolean {
  const terms = reasons.filter((reason) => reason.type === "NodeAffinity");
  return (
    reasons.some((reason) => reason.type === "NodeSelector" && platformLabels.has(reason.key)) ||
    (terms.length > 0 &&
      terms.every(({ expressions }) => expressions.some(({ key }) => platformLabels.has(key))))
  );
}
