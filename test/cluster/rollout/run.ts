import { createRandom } from "../placement/random.ts";
import { create, perform, release } from "./acting.ts";
import type { Case } from "./cases.ts";
import { type Class, countObservation } from "./classes.ts";
import type { Coverage } from "./coverage.ts";
import { type AnyObservation, judge, type Moment } from "./differences.ts";
import { type Observer, observe } from "./observe.ts";
import type { Failure } from "./report.ts";
import { settle } from "./settle.ts";
import { standsStill } from "./standsStill.ts";
import type { Template } from "./templates.ts";
import { type Act, chooseActs, type Wish } from "./wish.ts";

/** How a case stands between two rounds. */
interface Progress {
  readonly one: Case;
  wish: Wish;
  /** Every template so far, the present one last. */
  readonly past: Template[];
  acts: readonly Act[];
  complete: boolean;
  blockedFromComplete: boolean;
}

export interface Run {
  /** Does the next acts of all cases, looks on while they move, and looks at each when all are at rest. */
  round(number: number): Promise<readonly Failure[]>;
}

const lookersOn = 3;

/** Creates nothing yet: round 0 does. */
export function createRun(
  observer: Observer,
  seed: string,
  cases: readonly Case[],
  coverage: Coverage<Class>,
): Run {
  const all: readonly Progress[] = cases.map((one) => ({
    one,
    wish: one.wish,
    past: [one.wish.template],
    acts: [],
    complete: false,
    blockedFromComplete: false,
  }));

  const statefulSets = all.filter(({ one }) => one.kind === "StatefulSet");

  const look = async (
    progress: Progress,
    { round, atRest, askKubectl }: { round: number; atRest: boolean; askKubectl: boolean },
    failures: Failure[],
  ): Promise<AnyObservation | undefined> => {
    const { one, acts, blockedFromComplete } = progress;
    const observation = (await observe(observer, one.kind, one, askKubectl)) as AnyObservation | undefined;
    if (observation === undefined) return undefined;
    const moment: Moment = { atRest, blockedFromComplete };
    const judgement = judge(observation, moment);
    const differences = [...judgement.differences, ...(await stepDifferences(progress, observation, atRest))];
    countObservation(coverage, observation, judgement, moment);
    if (differences.length > 0) {
      failures.push({ seed, case: one.number, round, atRest, acts, differences, observation });
    }
    return observation;
  };

  const stepDifferences = async (
    { one }: Progress,
    observation: AnyObservation,
    atRest: boolean,
  ): Promise<readonly string[]> => {
    if (observation.kind !== "Deployment") return [];
    const { canStep, strategy } = observation.explanation.facts.rollout;
    if (canStep !== false) return [];
    if (atRest) {
      coverage.count(`cannot step, at rest, ${strategy}`);
      return [];
    }
    const seen = await standsStill(observer, one, observation);
    if (seen === "StoodStill") coverage.count("cannot step while it moves, and stood still");
    return seen === "Stepped" ? ["the tool said that the controller cannot step; it did"] : [];
  };

  /** Returns the names of those that never rest. */
  const lookUntilAtRest = async (
    round: number,
    acting: Promise<unknown>,
    failures: Failure[],
  ): Promise<ReadonlySet<string>> => {
    const random = createRandom(seed, "looks", round);
    let over = false;
    const settled = acting
      .then(() => settle(observer))
      .finally(() => {
        over = true;
      });
    const workers = Array.from({ length: lookersOn }, async () => {
      while (!over) {
        const [progress] = random.some(random.chance(0.3) ? statefulSets : all, 1);
        if (progress === undefined) continue;
        const askKubectl = progress.one.kind !== "Deployment" || random.chance(0.4);
        await look(progress, { round, atRest: false, askKubectl }, failures);
      }
    });
    const [restless] = await Promise.all([settled, ...workers]);
    return restless;
  };

  const lookAtRest = async (
    round: number,
    resting: readonly Progress[],
    failures: Failure[],
  ): Promise<void> => {
    const rest = resting.values();
    const workers = Array.from({ length: lookersOn }, async () => {
      for (const progress of rest) {
        const observation = await look(progress, { round, atRest: true, askKubectl: true }, failures);
        progress.complete = observation?.explanation.facts.rollout.phase === "Complete";
      }
    });
    await Promise.all(workers);
  };

  const begin = async (progress: Progress, round: number): Promise<void> => {
    const { one, wish, past, complete } = progress;
    if (round === 0) return create(observer, one);
    const random = createRandom(seed, "acts", one.number, round);
    const acts = chooseActs(random, wish, past, one.limits);
    progress.acts = acts;
    progress.wish = acts.at(-1)?.wish ?? wish;
    past.push(...acts.map((act) => act.wish.template).filter((template) => !past.includes(template)));
    progress.blockedFromComplete = complete && acts.length === 1 && acts[0]?.name === "Break";
    progress.complete = false;
    if (one.held && random.chance(0.6)) await release(observer, one);
    await perform(observer, one, acts, random);
  };

  return {
    async round(number) {
      const acting = Promise.all(all.map((progress) => begin(progress, number)));
      // The tool cannot explain what is not there yet.
      if (number === 0) await acting;
      const failures: Failure[] = [];
      const restless = await lookUntilAtRest(number, acting, failures);
      await lookAtRest(
        number,
        all.filter(({ one }) => !restless.has(one.name)),
        failures,
      );
      return failures;
    },
  };
}
