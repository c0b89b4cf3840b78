/** How often each class of thing was met in a run. */
export interface Coverage<Class extends string> {
  count(thing: Class, times?: number): void;
  /** One line a class: how often, and how often it must be. */
  report(): string;
  /** The lines of the classes that were met less often than a run must meet them. */
  missing(): readonly string[];
}

/**
 * @param minimum what a whole run must have met, at least: below that the generators have become trivial, and that
 * nothing differs means nothing
 */
export function createCoverage<Class extends string>(
  minimum: Readonly<Record<Class, number>>,
): Coverage<Class> {
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
