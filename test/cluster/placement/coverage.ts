/**
 * What a whole run must have met, at least: a quarter of the least that was met in several runs, or less. Below
 * that the generators have become trivial, and that nothing differs means nothing.
 */
const minimum = {
  "case on no node": 15,
  "case on some nodes": 100,
  "case on all nodes": 4,

  "reason NodeName": 40,
  "reason NodeSelector, label absent": 80,
  "reason NodeSelector, other value": 100,
  "reason NodeAffinity In": 60,
  "reason NodeAffinity NotIn": 50,
  "reason NodeAffinity Exists": 30,
  "reason NodeAffinity DoesNotExist": 50,
  "reason NodeAffinity Gt": 40,
  "reason NodeAffinity Lt": 40,
  "reason NodeAffinity matchFields": 30,
  "reason NodeAffinity, empty term": 30,
  "reason NodeAffinity, unparsable term": 60,
  "reason Taint NoSchedule": 200,
  "reason Taint NoExecute": 150,
  "reason Taint of a node condition": 200,

  "wanted on a cordoned node": 50,
  "wanted on a node that is not ready": 10,
  "wanted on a node without network": 4,
  "wanted in spite of PreferNoSchedule": 40,
  "wanted for a toleration of NoSchedule": 30,
  "wanted for a toleration of NoExecute": 15,
  "wanted for NotIn of an absent label": 4,

  "pod bound to no node": 8,
  "pod not ready": 8,
  "pod ready, not available": 40,

  "after a change of nodes: pod created": 30,
  "after a change of nodes: misscheduled pod stays": 40,
  "after a change of nodes: unbound misscheduled pod stays": 1,
  "after a change of nodes: pod deleted for NoExecute": 8,
  "after a change of nodes: pod deleted for labels": 3,

  "update complete": 25,
  "update not complete": 10,
  "update stuck": 1,
  "update took a misscheduled pod": 15,
  "two pods on a node": 8,
  "pod that terminates for ever": 5,
  "pod that terminates for ever on a node that is not ready": 1,
  "advice followed": 20,
  "node admitted by advice": 25,
} as const;

export type Class = keyof typeof minimum;

/** How often each class of thing was met in a run. */
export interface Coverage {
  count(thing: Class, times?: number): void;
  /** One line a class: how often, and how often it must be. */
  report(): string;
  /** The lines of the classes that were met less often than a run must meet them. */
  missing(): readonly string[];
}

export function createCoverage(): Coverage {
  const met = new Map<Class, number>();
  const classes = Object.keys(minimum) as Class[];
  const timesMet = (thing: Class) => met.get(thing) ?? 0;
  const line = (thing: Class) => `${`${timesMet(thing)}`.padStart(6)}  ${thing} (at least ${minimum[thing]})`;
  return {
    count(thing, times = 1) {
      met.set(thing, timesMet(thing) + times);
    },
    report: () => classes.map(line).join("\n"),
    missing: () => classes.filter((thing) => timesMet(thing) < minimum[thing]).map(line),
  };
}
