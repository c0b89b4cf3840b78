import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "./acting.ts";
import type { Case } from "./cases.ts";
import type { Observation } from "./observe.ts";
import { isReady, isTerminating, readState, type State } from "./state.ts";

const watched = 1_000;

/**
 * Looks on after the tool said that the controller can do nothing more. `Stepped`: it scaled a ReplicaSet though
 * nothing that the step depends on had changed. `Changed`: something had, so nothing is proved.
 */
export async function standsStill(
  { cluster }: Stage,
  { namespace, name }: Case,
  { state }: Observation<"Deployment">,
): Promise<"StoodStill" | "Stepped" | "Changed"> {
  const [inputs, asked] = [inputsOf(state), askedOf(state)];
  const read = () => readState(cluster, "Deployment", namespace, name);
  const until = performance.now() + watched;
  while (performance.now() < until) {
    await sleep(150);
    const now = await read();
    if (inputsOf(now) !== inputs) return "Changed";
    // ReplicaSets and pods are two lists, not of one moment: what a step answered to may show in the next look only.
    if (askedOf(now) !== asked) return inputsOf(await read()) === inputs ? "Stepped" : "Changed";
  }
  return "StoodStill";
}

/** What the controller goes by: the spec, what the ReplicaSets have, and, for Recreate, which pods there are. */
export function inputsOf({ object, replicaSets, pods }: State<"Deployment">): string {
  return JSON.stringify([
    object.metadata?.generation,
    replicaSets.map(({ status }) => [status?.replicas, status?.readyReplicas, status?.availableReplicas]),
    pods.map((pod) => [pod.metadata?.uid, pod.status?.phase, isReady(pod), isTerminating(pod)]),
  ]);
}

/** How many pods each ReplicaSet is asked for: what a step changes. Empty ones may be trimmed at any time. */
export function askedOf({ replicaSets }: State<"Deployment">): string {
  const active = replicaSets.filter(({ spec }) => spec?.replicas !== 0);
  return active.map(({ metadata, spec }) => `${metadata?.name} ${spec?.replicas}`).join(", ");
}
