import type { Change } from "../explanation/conversion.ts";
import { type Fields, isFields } from "../rules/pods/templateFields.ts";

/** What is the same on both sides, as large a part as there is: `spec.template`, or of it what did not change. */
export function keptOf(before: Fields, after: Fields): readonly Change[] {
  return keptBelow([], before, after, 4);
}

function keptBelow(path: readonly string[], before: Fields, after: Fields, depth: number): readonly Change[] {
  return Object.keys(before).flatMap((key): readonly Change[] => {
    const here = [...path, key];
    const [old, now] = [before[key], after[key]];
    if (now === undefined) return [];
    const isBelow = here.length > 1 || !["metadata", "spec"].includes(key);
    if (isBelow && JSON.stringify(old) === JSON.stringify(now)) {
      return [{ path: here.join("."), action: "Kept", reason: "it means the same" }];
    }
    if (depth === 0 || !isFields(old) || !isFields(now)) return [];
    return keptBelow(here, old, now, depth - 1);
  });
}
