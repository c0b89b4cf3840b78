import { deploymentDifferences } from "./deploymentDifferences.ts";
import type { Observation } from "./observe.ts";
import type { RolloutKind } from "./rolloutKind.ts";
import { isObserved } from "./state.ts";
import { judgeStatefulSet, type StatefulSetException } from "./statefulSetDifferences.ts";

/** What is known of the moment of an observation beside the state itself. */
export interface Moment {
  /** Nothing was written for longer than any minReadySeconds. */
  readonly atRest: boolean;
  /** All that happened since its rollout was complete is that it got a template whose pods stay Pending. */
  readonly blockedFromComplete: boolean;
}

/** Where kubectl and the tool need not agree: each is a known difference of what they look at. */
export type KubectlException = StatefulSetException | "Paused" | "status behind the rules";

export interface Judgement {
  readonly differences: readonly string[];
  readonly exceptions: readonly KubectlException[];
}

export function judge(observation: AnyObservation, moment: Moment): Judgement {
  switch (observation.kind) {
    case "Deployment":
      return both(
        { differences: deploymentDifferences(observation, moment), exceptions: [] },
        judgeDeploymentPhase(observation),
      );
    case "StatefulSet":
      return judgeStatefulSet(observation, moment.atRest);
    case "DaemonSet":
      return judgeDaemonSet(observation, moment.atRest);
  }
}

export type AnyObservation = { [Kind in RolloutKind]: Observation<Kind> }[RolloutKind];

function judgeDeploymentPhase({ state, explanation, kubectl }: Observation<"Deployment">): Judgement {
  const { phase } = explanation.facts.rollout;
  if (kubectl === undefined) return agreed;
  if (phase === "Paused") {
    return state.object.spec?.paused
      ? exception("Paused")
      : differ(`its phase is ${phase}, it is not paused`);
  }
  const expected = phase === "Complete" ? "Done" : phase === "DeadlineExceeded" ? phase : "NotDone";
  return kubectl.verdict === expected ? agreed : differ(`its phase is ${phase}; kubectl: ${kubectl.text}`);
}

function judgeDaemonSet(
  { state, explanation, kubectl }: Observation<"DaemonSet">,
  atRest: boolean,
): Judgement {
  const { rollout, status } = explanation.facts;
  const { phase, strategy } = rollout;
  if (!isObserved(state.object)) {
    return phase === "NotObserved" ? agreed : differ(`unobserved, but its phase is ${phase}`);
  }
  const behind = status?.behind.map(({ field }) => field) ?? [];
  if (atRest && behind.length > 0) return differ(`at rest, but behind the rules in ${behind.join(", ")}`);
  if (kubectl === undefined) return agreed;
  if (kubectl.verdict === "NotForThisStrategy") {
    return strategy === "OnDelete" ? exception("OnDelete") : differ(`kubectl: ${kubectl.text}`);
  }
  if ((kubectl.verdict === "Done") === (phase === "Complete")) return agreed;
  if (behind.length > 0) return exception("status behind the rules");
  return differ(`its phase is ${phase}; kubectl: ${kubectl.text}`);
}

const agreed: Judgement = { differences: [], exceptions: [] };
const differ = (text: string): Judgement => ({ differences: [text], exceptions: [] });
const exception = (name: KubectlException): Judgement => ({ differences: [], exceptions: [name] });

function both(a: Judgement, b: Judgement): Judgement {
  return {
    differences: [...a.differences, ...b.differences],
    exceptions: [...a.exceptions, ...b.exceptions],
  };
}
