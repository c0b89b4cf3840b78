import type { ExclusionGroup, ExclusionReason, Placement } from "../../explanation/placement.ts";

/**
 * What keeps the controller from the other nodes, in a sentence:
 * `The other 3 have taints that it does not tolerate.` or
 * `Of the other 3, 2 have taints that it does not tolerate and 1 is NotReady.`
 */
export function exclusionSentence({
  exclusions,
  desired = 0,
  misscheduled = 0,
}: Placement): string | undefined {
  const byClass = new Map<ExclusionClass, number>();
  for (const group of exclusions) {
    const found = classOf(group);
    byClass.set(found, (byClass.get(found) ?? 0) + group.nodes.length);
  }
  if (byClass.size === 0) return undefined;
  const total = [...byClass.values()].reduce((sum, number) => sum + number, 0);
  const extra = misscheduled === 0 ? "" : ` ${misscheduledSentence(exclusions, misscheduled)}`;

  const [[only] = []] = byClass;
  if (byClass.size === 1 && only !== undefined) {
    const who =
      desired === 0 ? (total === 1 ? "It" : `All ${total}`) : `The other ${total === 1 ? "one" : total}`;
    return `${who} ${words[only][total === 1 ? 0 : 1]}.${extra}`;
  }
  const parts = [...byClass]
    .sort(([, a], [, b]) => b - a)
    .map(([found, number]) => `${number} ${words[found][number === 1 ? 0 : 1]}`);
  const last = parts.pop();
  return `Of the ${desired === 0 ? "" : "other "}${total}, ${parts.join(", ")} and ${last}.${extra}`;
}

type ExclusionClass = ExclusionReason["type"] | "NotReady" | "NodeCondition";

/** Singular and plural. */
const words: { readonly [Class in ExclusionClass]: readonly [string, string] } = {
  NodeName: ["is not the node that its template names", "are not the node that its template names"],
  NodeSelector: ["does not match its nodeSelector", "do not match its nodeSelector"],
  NodeAffinity: ["does not match its node affinity", "do not match its node affinity"],
  Taint: ["has a taint that it does not tolerate", "have taints that it does not tolerate"],
  NotReady: ["is NotReady", "are NotReady"],
  NodeCondition: ["is kept free by a node condition", "are kept free by a node condition"],
};

/** A group is told by its first reason that the user chose; trouble of the node itself comes last. */
function classOf({ reasons, condition, remedy }: ExclusionGroup): ExclusionClass {
  const chosen = reasons.find(({ type }) => type !== "Taint");
  if (chosen !== undefined) return chosen.type;
  if (remedy !== undefined || condition === undefined) return "Taint";
  return condition === "NotReady" || condition === "Unreachable" ? "NotReady" : "NodeCondition";
}

function misscheduledSentence(exclusions: readonly ExclusionGroup[], misscheduled: number): string {
  const nodes = exclusions.reduce((sum, group) => sum + group.nodes.length, 0);
  if (nodes === misscheduled)
    return misscheduled === 1 ? "It keeps a pod from before." : "They keep their pods from before.";
  return `${misscheduled} of them ${misscheduled === 1 ? "has a pod all the same" : "have pods all the same"}.`;
}
