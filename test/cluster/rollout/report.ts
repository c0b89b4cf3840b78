import { stringify } from "yaml";
import { caseVariable, seedVariable } from "../placement/report.ts";
import type { AnyObservation } from "./differences.ts";
import type { Act } from "./wish.ts";

export interface Failure {
  readonly seed: string;
  readonly case: number;
  readonly round: number;
  readonly atRest: boolean;
  /** Of this round. */
  readonly acts: readonly Act[];
  readonly differences: readonly string[];
  readonly observation: AnyObservation;
}

/** More than these would only repeat one cause. */
const shownWhole = 4;
const shownShort = 40;

/** What differs, how to run the case alone, and what the API server and the tool said. */
export function report(failures: readonly Failure[]): string {
  const seen = new Set<number>();
  const [first, rest]: [Failure[], Failure[]] = [[], []];
  for (const failure of failures) {
    if (first.length < shownWhole && !seen.has(failure.case)) first.push(failure);
    else rest.push(failure);
    seen.add(failure.case);
  }
  const more = rest.length > shownShort ? [`… and ${rest.length - shownShort} more`] : [];
  return [...first.map(whole), ...rest.slice(0, shownShort).map(title), ...more].join("\n");
}

function title({ case: number, round, atRest, acts, differences, observation }: Failure): string {
  const { kind } = observation;
  const what = acts.map(({ name, after }) => (after > 0 ? `${name} after ${after} ms` : name)).join(", ");
  return `case ${number} (${kind}), round ${round}, ${atRest ? "at rest" : "moving"}, ${what || "created"}: ${differences.join("; ")}`;
}

function whole(failure: Failure): string {
  const { seed, case: number, observation } = failure;
  const { state, explanation, kubectl } = observation;
  const { metadata, spec, status } = state.object;
  const shown = {
    object: {
      generation: metadata?.generation,
      annotations: metadata?.annotations,
      spec: { ...spec, template: undefined },
      status,
    },
    replicaSets: state.replicaSets.map(({ metadata, spec, status }) => ({
      name: metadata?.name,
      annotations: metadata?.annotations,
      replicas: spec?.replicas,
      status,
    })),
    pods: state.pods.map(({ metadata, status }) => ({
      name: metadata?.name,
      revision: metadata?.labels?.["controller-revision-hash"],
      deleted: metadata?.deletionTimestamp,
      phase: status?.phase,
      ready: status?.conditions?.find(({ type }) => type === "Ready")?.status,
    })),
    rollout: explanation.facts.rollout,
    kubectl: kubectl?.text,
  };
  return [
    title(failure),
    `  alone, though never at quite the same moments, with ${seedVariable}=${seed} ${caseVariable}=${number}:`,
    stringify(shown, { aliasDuplicateObjects: false }).trimEnd().replace(/^/gm, "    "),
    "",
  ].join("\n");
}
