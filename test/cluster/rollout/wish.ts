import type { Random } from "../placement/random.ts";
import type { Fault, Template } from "./templates.ts";

/** What the user last wrote into a workload's spec. A kind takes of it what it has. */
export interface Wish {
  readonly replicas: number;
  readonly paused: boolean;
  /** Of a StatefulSet. */
  readonly partition: number;
  readonly template: Template;
}

export type ActName =
  | "Image"
  | "Back"
  | "EqualEdit"
  | "Break"
  | "Crash"
  | "Scale"
  | "Partition"
  | "Pause"
  | "Resume"
  | "Sicken"
  | "DeletePods";

/** Something that happens to a workload. */
export interface Act {
  readonly name: ActName;
  readonly wish: Wish;
  /** How long after the act before, in milliseconds. */
  readonly after: number;
}

export interface ActLimits {
  readonly maxReplicas: number;
  /** A rollout takes some seconds, so that a second act can well fall into the middle of it. */
  readonly slow: boolean;
  /** What this kind and this case can do, each as often as it should be chosen. */
  readonly acts: readonly [ActName, ...ActName[]];
}

/** Pods that crash are made for ever; few of them at a time are enough. */
const mostCrashing = 3;

/**
 * One act, or two of which the second falls into the middle of what the first began.
 *
 * @param past every template so far, the present one last
 */
export function chooseActs(
  random: Random,
  wish: Wish,
  past: readonly Template[],
  limits: ActLimits,
): readonly Act[] {
  const first = chooseAct(random, wish, past, limits, 0);
  const rollsOut = first.name === "Image" && !first.wish.paused;
  if (!random.chance(rollsOut ? 0.7 : 0.4)) return [first];
  const after = rollsOut && limits.slow ? 1_300 + random.below(2_200) : random.below(2_000);
  const now = [...past, first.wish.template];
  // A third template while the second rolls out.
  const second = rollsOut && random.chance(0.6) ? (["Image", "Break"] as const) : limits.acts;
  return [first, chooseAct(random, first.wish, now, { ...limits, acts: second }, after)];
}

function chooseAct(
  random: Random,
  wish: Wish,
  past: readonly Template[],
  { acts, maxReplicas }: ActLimits,
  after: number,
): Act {
  const healthy = past.filter(({ fault }) => fault === "None");
  const possible = acts.filter((name) => {
    if (name === "Back") return healthy.length > 1;
    if (name === "Crash") return wish.replicas <= mostCrashing && !wish.paused;
    if (name === "Resume") return wish.paused;
    return name !== "Pause" || !wish.paused;
  });
  const [fallback] = acts;
  const name = pressing(random, wish) ?? random.pick([possible[0] ?? fallback, ...possible.slice(1)]);
  return { name, after, wish: wishAfter(random, name, wish, { past, healthy, maxReplicas }) };
}

/** What crashes or is paused would else stay so for the rest of the run; a second fault makes a third ReplicaSet. */
function pressing(random: Random, { template, paused }: Wish): ActName | undefined {
  if (template.fault === "Crash") return "Image";
  if (paused && random.chance(0.5)) return "Resume";
  return template.fault === "Pending" && random.chance(0.25) ? "Break" : undefined;
}

function wishAfter(
  random: Random,
  name: ActName,
  wish: Wish,
  known: { past: readonly Template[]; healthy: readonly Template[]; maxReplicas: number },
): Wish {
  const next = (fault: Fault): Template => {
    return { version: Math.max(...known.past.map(({ version }) => version)) + 1, cpu: "1", fault };
  };
  switch (name) {
    case "Image":
      return { ...wish, template: next("None") };
    case "Break":
      return { ...wish, template: next("Pending") };
    case "Crash":
      return { ...wish, template: next("Crash") };
    case "Back": {
      const others = known.healthy.filter(({ version }) => version !== wish.template.version);
      const [template = wish.template] = random.some(others, 1);
      return { ...wish, template };
    }
    case "EqualEdit": {
      const cpu = random.pick(
        ["1000m", "1.0", "1e0", "0.001k"].filter((text) => text !== wish.template.cpu) as [string],
      );
      return { ...wish, template: { ...wish.template, cpu } };
    }
    case "Scale": {
      const most = wish.template.fault === "Crash" ? mostCrashing : known.maxReplicas;
      return { ...wish, replicas: random.below(most + 1) };
    }
    case "Partition":
      return { ...wish, partition: random.below(wish.replicas + 2) };
    case "Pause":
    case "Resume":
      return { ...wish, paused: name === "Pause" };
    case "Sicken":
    case "DeletePods":
      return wish;
  }
}
