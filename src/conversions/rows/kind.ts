import type { TargetKind } from "../../explanation/conversion.ts";
import { type Row, set } from "../draft.ts";
import { valueAt } from "../fields.ts";

/** apiVersion and kind of the target. */
export function becomes(kind: TargetKind): Row {
  return (draft) => {
    const apiVersion = valueAt(draft.object, ["apiVersion"]);
    const grouped =
      apiVersion === "apps/v1" ? draft : set(draft, ["apiVersion"], "apps/v1", `the API of a ${kind}`);
    return valueAt(draft.object, ["kind"]) === kind
      ? grouped
      : set(grouped, ["kind"], kind, "what was asked for");
  };
}
