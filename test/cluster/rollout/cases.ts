import { createRandom, type Random } from "../placement/random.ts";
import type { RolloutKind } from "./rolloutKind.ts";
import type { ActLimits, ActName, Wish } from "./wish.ts";

/** A workload that the run creates and then acts on. */
export interface Case {
  readonly number: number;
  readonly kind: RolloutKind;
  readonly namespace: string;
  readonly name: string;
  /** Its pods stay where they are, terminating, until the run lets them go. */
  readonly held: boolean;
  /** Two ReplicaSets of its first template are there before it, which it adopts: the older one becomes current. */
  readonly twins: boolean;
  readonly limits: ActLimits;
  /** What it is created with. */
  readonly wish: Wish;
  /** What never changes in its spec. */
  readonly fixed: object;
  /** What follows the wish, beside the template. */
  readonly changing: (wish: Wish) => object;
}

export const caseCounts = { Deployment: 64, StatefulSet: 22, DaemonSet: 6 } as const;

/** The case of that number: Deployments first, then StatefulSets, then DaemonSets. */
export function caseOf(seed: string, number: number, namespace: string): Case {
  const random = createRandom(seed, "rollout", number);
  return { number, namespace, ...kindOfCase(random, number) };
}

type OfKind = Omit<Case, "number" | "namespace">;

function kindOfCase(random: Random, number: number): OfKind {
  if (number <= caseCounts.Deployment) return deploymentCase(random, number);
  if (number <= caseCounts.Deployment + caseCounts.StatefulSet) return statefulSetCase(random, number);
  return daemonSetCase(random, number);
}

const template = { version: 1, cpu: "1", fault: "None" } as const;

function deploymentCase(random: Random, number: number): OfKind {
  const recreate = number % 5 === 0;
  const minReadySeconds = random.pick([0, 0, 1, 1, 1, 2]);
  const progressDeadlineSeconds = random.pick([undefined, undefined, 4, 5, 600, 2 ** 31 - 1]);
  const revisionHistoryLimit = random.pick([undefined, undefined, 0, 1, 2]);
  // Where every step waits, many steps take long.
  const maxReplicas = minReadySeconds === 0 ? 12 : 5;
  const often: readonly ActName[] = ["Image", "Image", "Back", "Back", "Scale", "Scale", "Break", "Break"];
  return {
    kind: "Deployment",
    name: `web-${number}`,
    held: random.chance(recreate ? 0.4 : 0.1),
    twins: random.chance(0.2),
    limits: {
      maxReplicas,
      slow: minReadySeconds > 0,
      acts: ["Image", ...often, "EqualEdit", "Crash", "Pause", "Pause", "Sicken", "DeletePods"],
    },
    wish: { replicas: random.below(maxReplicas + 1), paused: random.chance(0.05), partition: 0, template },
    changing: ({ replicas, paused }) => ({ replicas, paused }),
    fixed: {
      minReadySeconds,
      ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
      ...(revisionHistoryLimit !== undefined && { revisionHistoryLimit }),
      ...(recreate ? { strategy: { type: "Recreate" } } : rollingUpdate(random)),
    },
  };
}

/** Where chance would leave one out in some runs. */
function inTurn<T>(items: readonly [T, ...T[]], number: number): T {
  return items[number % items.length] ?? items[0];
}

type Amount = number | string;

/** Numbers and percentages that come to 0, to a fraction, and to all of the pods. */
function rollingUpdate(random: Random) {
  if (random.chance(0.15)) return {};
  if (random.chance(0.1)) return rolling("0%", "5%");
  const amounts: readonly [Amount, ...Amount[]] = [0, 1, 2, 3, 20, "0%", "5%", "25%", "30%", "50%", "100%"];
  const [maxSurge, maxUnavailable] = [random.pick(amounts), random.pick(amounts)];
  const bothZero = [maxSurge, maxUnavailable].every((amount) => Number.parseInt(`${amount}`, 10) === 0);
  return rolling(bothZero ? 1 : maxSurge, maxUnavailable);
}

function rolling(maxSurge: Amount, maxUnavailable: Amount) {
  return { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } } };
}

function statefulSetCase(random: Random, number: number): OfKind {
  const held = random.chance(0.5);
  const start = random.pick([0, 3, 3]);
  const types = ["RollingUpdate", "RollingUpdate", "RollingUpdate", "Bare", "OnDelete"] as const;
  const type = inTurn(types, number);
  const partitioned = type === "RollingUpdate";
  const minReadySeconds = random.pick([0, 2, 3]);
  const maxReplicas = minReadySeconds === 0 ? 5 : 3;
  const replicas = random.below(maxReplicas + 1);
  return {
    kind: "StatefulSet",
    name: `db-${number}`,
    held,
    twins: false,
    limits: {
      maxReplicas,
      slow: false,
      acts: [
        ...(["Image", "Image", "Image", "Back", "Break", "Scale", "Scale", "Sicken"] as const),
        // An unhealthy pod holds up all the rest until it is deleted.
        ...(["DeletePods", "DeletePods"] as const),
        // Its pods stay, of ordinals that it should no longer have.
        ...(held ? (["Scale", "Scale", "Scale"] as const) : []),
        ...(partitioned ? (["Partition", "Partition"] as const) : []),
      ],
    },
    wish: {
      replicas,
      paused: false,
      partition: partitioned ? random.pick([0, 1, 1, replicas, 6]) : 0,
      template,
    },
    fixed: {
      serviceName: "db",
      minReadySeconds,
      podManagementPolicy: random.pick(["OrderedReady", "Parallel"]),
      ...(start > 0 && { ordinals: { start } }),
    },
    changing: ({ replicas, partition }) => ({
      replicas,
      updateStrategy: {
        type: type === "OnDelete" ? type : "RollingUpdate",
        ...(partitioned && { rollingUpdate: { partition } }),
      },
    }),
  };
}

function daemonSetCase(random: Random, number: number): OfKind {
  const strategies: readonly [object, ...object[]] = [
    { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "30%" } },
    { type: "RollingUpdate", rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } },
    { type: "RollingUpdate" },
    { type: "OnDelete" },
  ];
  return {
    kind: "DaemonSet",
    name: `agent-${number}`,
    held: false,
    twins: false,
    limits: { maxReplicas: 0, slow: false, acts: ["Image", "Image", "Back", "Sicken", "DeletePods"] },
    wish: { replicas: 0, paused: false, partition: 0, template },
    changing: () => ({}),
    fixed: { minReadySeconds: random.pick([0, 1, 2]), updateStrategy: inTurn(strategies, number) },
  };
}
