import type { TargetKind } from "../explanation/conversion.ts";
import type { Row } from "./draft.ts";
import { becomes } from "./rows/kind.ts";
import { nameFor } from "./rows/name.ts";
import { onlyFieldsOf } from "./rows/onlyFieldsOf.ts";
import { selectedByOwnSelector } from "./rows/selector.ts";
import { serverSet } from "./rows/serverSet.ts";
import { alwaysRestarted, noActiveDeadline, noEphemeralContainers } from "./rows/template.ts";

/** One kind as another, in the order in which its rows are taken. */
export interface Pair {
  readonly from: TargetKind;
  readonly to: TargetKind;
  readonly rows: readonly Row[];
}

/** @param rows what is this pair's own, beside what holds of every one */
export function pair(from: TargetKind, to: TargetKind, rows: readonly Row[]): Pair {
  return { from, to, rows: [...headOf(to), ...rows, onlyFieldsOf(to)] };
}

/** What a workload has to be in any case, also one that stays of its kind. */
export function headOf(to: TargetKind): readonly Row[] {
  return [
    becomes(to),
    nameFor(to),
    serverSet,
    alwaysRestarted,
    noActiveDeadline,
    noEphemeralContainers,
    selectedByOwnSelector,
  ];
}
