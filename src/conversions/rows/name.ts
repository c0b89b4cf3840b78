import type { TargetKind } from "../../explanation/conversion.ts";
import { isDnsLabel, isDnsSubdomain } from "../../rules/labels/syntax.ts";
import { ConversionError } from "../conversionError.ts";
import { type Row, set } from "../draft.ts";
import { valueAt } from "../fields.ts";

/** With the hash of a revision behind it the name is the value of a label, which has 63 characters. */
const longestStatefulSet = 52;

/**
 * The name that the new object gets: the old one's, the one that was asked for, or where a StatefulSet cannot be
 * called so, the nearest one that it can: its pods are named after it, and a pod's name is its hostname.
 *
 * Upstream: pkg/apis/apps/validation/validation.go#ValidateStatefulSetName,
 * pkg/controller/history/controller_history.go#ControllerRevisionName (v1.36)
 * @throws ConversionError for a name that was asked for and cannot be
 */
export function nameFor(target: TargetKind): Row {
  return (draft, { decided }) => {
    const path = ["metadata", "name"];
    const old = String(valueAt(draft.object, path) ?? "");
    const asked = decided.name;
    const problem = problemOf(asked ?? old, target);
    if (asked !== undefined) {
      if (problem !== undefined) throw new ConversionError(`--name ${asked}: ${problem}`);
      return asked === old ? draft : set(draft, path, asked, "as `--name` says: both can be there at a time");
    }
    if (problem === undefined) return draft;
    return set(draft, path, near(old), `${problem}: \`--name\` takes another one`);
  };
}

function problemOf(name: string, target: TargetKind): string | undefined {
  if (target === "StatefulSet") {
    if (!isDnsLabel(name)) {
      return "the name of a StatefulSet has to be a DNS label, of lower case letters, digits and `-`";
    }
    return name.length > longestStatefulSet
      ? `the name of a StatefulSet has at most ${longestStatefulSet} characters, or its pods cannot be created`
      : undefined;
  }
  return isDnsSubdomain(name)
    ? undefined
    : `the name of a ${target} has to be of lower case letters, digits, \`-\` and \`.\``;
}

function near(name: string): string {
  const label = name.toLowerCase().replaceAll(/[^-a-z0-9]/g, "-");
  return label.slice(0, longestStatefulSet).replaceAll(/^-+|-+$/g, "") || "workload";
}
