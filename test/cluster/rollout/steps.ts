import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../placement/random.ts";
import { create, perform } from "./acting.ts";
import type { Case } from "./cases.ts";
import { holdBack } from "./holdBack.ts";
import { type Observation, type Observer, observe } from "./observe.ts";
import { settle } from "./settle.ts";
import { askedOf } from "./standsStill.ts";
import { pathOf, readState } from "./state.ts";
import { type Act, chooseActs } from "./wish.ts";

/** What the tool said of a Deployment that was held back, and what its controller did when it was let go. */
export interface Step {
  readonly one: Case;
  readonly acts: readonly Act[];
  readonly canStep: boolean;
  readonly stepped: boolean;
  /** The ReplicaSets with the pods that they were asked for, as text. */
  readonly before: string;
  readonly after: string;
}

/** Long enough for a first step, which comes at once. */
const stepMilliseconds = 4_000;

/** Holds new Deployments back in the middle of what the acts began, looks, and lets them go. */
export async function observeSteps(
  stage: Observer,
  seed: string,
  namespace: string,
  cases: readonly Case[],
): Promise<readonly Step[]> {
  await Promise.all(cases.map((one) => create(stage, one)));
  await settle(stage);
  const letGo = await holdBack(stage.cluster, stage.pool, namespace);
  const acts = new Map(cases.map((one) => [one, actsOf(one, seed)]));
  await Promise.all(
    [...acts].map(([one, each]) => perform(stage, one, each, createRandom(seed, "harm", one.number))),
  );
  await settle(stage);
  const before = new Map<Case, Observation<"Deployment">>();
  for (const one of cases) {
    const observation = await observe(stage, "Deployment", one, false);
    if (observation !== undefined) before.set(one, observation);
  }
  await letGo();
  await Promise.all(cases.map((one) => nudge(stage, one)));
  await sleep(stepMilliseconds);

  const steps: Step[] = [];
  for (const [one, { state, explanation }] of before) {
    const { canStep } = explanation.facts.rollout;
    if (canStep === undefined) continue;
    const now = await readState(stage.cluster, "Deployment", namespace, one.name);
    const asked = { before: askedOf(state), after: askedOf(now) };
    const stepped = asked.before !== asked.after;
    steps.push({ one, acts: acts.get(one) ?? [], canStep, stepped, ...asked });
  }
  return steps;
}

function actsOf({ number, wish, limits }: Case, seed: string): readonly Act[] {
  const acts = ["Image", "Image", "Break", "Sicken"] as const;
  return chooseActs(createRandom(seed, "steps", number), wish, [wish.template], { ...limits, acts });
}

/** A refused scale-down is no error to the controller: without an event it would not try again. */
async function nudge({ cluster }: Observer, { kind, namespace, name }: Case): Promise<void> {
  const metadata = { annotations: { "rollout.test/nudged": "true" } };
  await cluster.request("PATCH", `${pathOf(kind, namespace)}/${name}`, { metadata });
}
