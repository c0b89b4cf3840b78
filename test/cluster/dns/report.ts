import { stringify } from "yaml";
import type { StatefulSetFacts } from "../../../src/explanation/statefulSetFacts.ts";
import { caseVariable, seedVariable } from "../placement/report.ts";
import type { Case } from "./cases.ts";
import type { RealNames } from "./truth.ts";

export interface Failure {
  readonly seed: string;
  readonly one: Case;
  readonly phase: string;
  readonly differences: readonly string[];
  readonly facts: StatefulSetFacts;
  readonly real: RealNames;
}

/** More than these would only repeat one cause. */
const shownWhole = 4;
const shownShort = 40;

export function report(failures: readonly Failure[]): string {
  const rest = failures.slice(shownWhole, shownShort).map(title);
  const more = failures.length > shownShort ? [`… and ${failures.length - shownShort} more`] : [];
  return [...failures.slice(0, shownWhole).map(whole), ...rest, ...more].join("\n");
}

function title({ one, phase, differences }: Failure): string {
  return `case ${one.number}, ${phase}: ${differences.join("; ")}`;
}

function whole(failure: Failure): string {
  const { seed, one, facts, real } = failure;
  const shown = {
    governing: one.governing,
    happens: one.happens,
    adopted: one.adopted?.spec?.hostname,
    identities: [...facts.identities, ...facts.condemned].map(
      ({ pod, state, fqdn, record, noRecordReason, records }) => {
        return { pod, state, fqdn, record, noRecordReason, records };
      },
    ),
    dns: { a: Object.fromEntries(real.a), srv: Object.fromEntries(real.srv) },
  };
  return [
    title(failure),
    `  alone with ${seedVariable}=${seed} ${caseVariable}=${one.number}:`,
    stringify(shown, { aliasDuplicateObjects: false }).trimEnd().replace(/^/gm, "    "),
    "",
  ].join("\n");
}
