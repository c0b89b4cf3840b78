import type {
  ExclusionGroup,
  ExclusionReason,
  NodePlacement,
  Placement,
} from "../../explanation/placement.ts";

/**
 * What keeps the controller from the other nodes, in a sentence or two:
 * `The other 3 have taints that it does not tolerate.` or
 * `Of the other 3, 2 have taints that it does not tolerate and 1 is NotReady. 1 of them keeps its pod from before.`
 *
 * "The other" are those that should not run it. After a sentence about some of the nodes that should, it would be
 * read as the rest of these, so then it is `3 more nodes have taints …`.
 */
export function exclusionSentence(placement: Placement, planned: boolean): string | undefined {
  const { exclusions, nodes, desired = 0, available = 0 } = placement;
  const byClass = new Map<ExclusionClass, number>();
  for (const group of exclusions) {
    const found = classOf(group);
    byClass.set(found, (byClass.get(found) ?? 0) + group.nodes.length);
  }
  const total = [...byClass.values()].reduce((sum, number) => sum + number, 0);
  const [[only] = []] = byClass;
  if (only === undefined) return undefined;
  const which = desired === 0 ? "all" : planned || available >= desired ? "other" : "more";
  const { one, many, ofMany } = subjects[which](total);
  if (which === "all" && total > 1 && byClass.size === 1 && only in noneOf) {
    return [`None of the ${total} ${noneOf[only]}.`, ...misscheduledSentences(nodes, total)].join(" ");
  }
  const sentence =
    byClass.size > 1
      ? `Of ${ofMany}, ${list(byClass)}.`
      : `${total === 1 ? one : many} ${wordsFor(only, total)}.`;
  return [sentence, ...misscheduledSentences(nodes, total)].join(" ");
}

const subjects = {
  all: (total: number) => ({ one: "That node", many: `All ${total}`, ofMany: `the ${total}` }),
  other: (total: number) => ({
    one: "The other one",
    many: `The other ${total}`,
    ofMany: `the other ${total}`,
  }),
  more: (total: number) => ({
    one: "1 more node",
    many: `${total} more nodes`,
    ofMany: `${total} more nodes`,
  }),
};

function list(byClass: ReadonlyMap<ExclusionClass, number>): string {
  const parts = [...byClass]
    .sort(([, a], [, b]) => b - a)
    .map(([found, number]) => `${number} ${wordsFor(found, number)}`);
  const last = parts.pop();
  return `${parts.join(", ")} and ${last}`;
}

type ExclusionClass = ExclusionReason["type"] | "NotReady" | "NoNetwork" | "OutOfService";

/** Singular and plural. */
const words: { readonly [Class in ExclusionClass]: readonly [string, string] } = {
  NodeName: ["is not the node that its template names", "are not the node that its template names"],
  NodeSelector: ["does not match its nodeSelector", "do not match its nodeSelector"],
  NodeAffinity: ["does not match its node affinity", "do not match its node affinity"],
  Taint: ["has a taint that it does not tolerate", "have taints that it does not tolerate"],
  NotReady: ["is NotReady", "are NotReady"],
  NoNetwork: ["has no network yet", "have no network yet"],
  OutOfService: ["is not in service", "are not in service"],
};

/** What nobody does is said shorter. */
const noneOf: { readonly [Class in ExclusionClass]?: string } = {
  NodeName: "is the node that its template names",
  NodeSelector: "matches its nodeSelector",
  NodeAffinity: "matches its node affinity",
};

function wordsFor(found: ExclusionClass, number: number): string {
  return words[found][number === 1 ? 0 : 1];
}

/** A group is told by its first reason that the user chose; trouble of the node itself comes last. */
function classOf({ reasons, condition, remedy }: ExclusionGroup): ExclusionClass {
  const chosen = reasons.find(({ type }) => type !== "Taint");
  if (chosen !== undefined) return chosen.type;
  if (remedy !== undefined || condition === undefined) return "Taint";
  switch (condition) {
    case "NotReady":
    case "Unreachable":
      return "NotReady";
    case "NetworkUnavailable":
      return "NoNetwork";
    case "OutOfService":
    case "Other":
      return "OutOfService";
  }
}

/** Whether the pods that are there all the same stay: those that only a NoSchedule taint speaks against do. */
function misscheduledSentences(nodes: readonly NodePlacement[], total: number): readonly string[] {
  const misscheduled = nodes.filter(({ state }) => state === "Misscheduled");
  const stay = misscheduled.filter(
    ({ shouldContinueRunning, pod }) => shouldContinueRunning === true && pod?.terminating === false,
  ).length;
  const go = misscheduled.length - stay;
  const who = (number: number) => {
    if (number < total) return `${number} of them`;
    return total === 1 ? "It" : "They";
  };
  return [
    ...(stay === 0 ? [] : [`${who(stay)} ${stay === 1 ? "keeps its pod" : "keep their pods"} from before.`]),
    ...(go === 0
      ? []
      : [`${who(go)} still ${go === 1 ? "has a pod, which is" : "have pods, which are"} being deleted.`]),
  ];
}
