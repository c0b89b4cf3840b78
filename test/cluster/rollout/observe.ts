import type { ExplanationOf } from "../../../src/explanation/explanation.ts";
import type { Stage } from "./acting.ts";
import type { Case } from "./cases.ts";
import type { Explainer } from "./explainer.ts";
import { type KubectlStatus, kubectlStatus } from "./kubectlStatus.ts";
import type { RolloutKind } from "./rolloutKind.ts";
import { readState, type State, versionsOf } from "./state.ts";

export interface Observer extends Stage {
  readonly explainer: Explainer;
  /** Of kubectl. */
  readonly cacheFolder: string;
}

/** What the tool says of a state, and the state itself: nothing was written while the tool read it. */
export interface Observation<Kind extends RolloutKind> {
  readonly kind: Kind;
  readonly state: State<Kind>;
  readonly explanation: ExplanationOf<Kind>;
  /** Of the same state; absent when it was not asked for, or when something was written meanwhile. */
  readonly kubectl?: KubectlStatus;
}

/** Undefined when something was written while the tool read: then nobody knows what it saw. */
export async function observe<Kind extends RolloutKind>(
  { cluster, explainer, cacheFolder }: Observer,
  kind: Kind,
  { namespace, name }: Case,
  askKubectl: boolean,
): Promise<Observation<Kind> | undefined> {
  const read = () => readState(cluster, kind, namespace, name);
  const state = await read();
  const explanation = await explainer.explain(kind, namespace, name);
  if (versionsOf(await read()) !== versionsOf(state)) return undefined;
  if (!askKubectl) return { kind, state, explanation };
  const kubectl = await kubectlStatus(cluster.kubeconfig, cacheFolder, { kind, namespace, name });
  const unchanged = versionsOf(await read()) === versionsOf(state);
  return { kind, state, explanation, ...(unchanged && { kubectl }) };
}
