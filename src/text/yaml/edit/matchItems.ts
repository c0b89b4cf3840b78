import { diffArrays } from "diff";
import { sameData } from "../sameData.ts";

/** Two items that are the same thing, changed or not, as indices. */
export type Match = readonly [before: number, after: number];

/** What names an item in the lists of a workload, from the best on. */
const names = ["name", "mountPath", "containerPort", "key", "ip", "path"] as const;

/**
 * Which items of a list became which of another one, in an order that both have: what moved is not matched. Items
 * are known by what names them; where nothing does, those that are equal are the same, and between those they are
 * the same by their place.
 */
export function matchItems(before: readonly unknown[], after: readonly unknown[]): readonly Match[] {
  const name = names.find((field) => areNames(field, before) && areNames(field, after));
  const label = (item: unknown) =>
    name === undefined ? JSON.stringify(item) : JSON.stringify(fieldOf(item, name));
  const matches: Match[] = [];
  let [one, other] = [0, 0];
  let [gone, come] = [0, 0];
  const closeGap = () => {
    for (let index = 0; index < Math.min(gone, come); index++) {
      const match: Match = [one - gone + index, other - come + index];
      if (name === undefined || isRenamed(before[match[0]], after[match[1]], name)) matches.push(match);
    }
    gone = 0;
    come = 0;
  };
  for (const { added, removed, count } of diffArrays(before.map(label), after.map(label))) {
    if (removed) {
      one += count;
      gone += count;
    } else if (added) {
      other += count;
      come += count;
    } else {
      closeGap();
      for (let index = 0; index < count; index++) matches.push([one++, other++]);
    }
  }
  closeGap();
  return matches;
}

/** Whether nothing but its name is another one. */
function isRenamed(before: unknown, after: unknown, name: string): boolean {
  return sameData({ ...(before as object), [name]: "" }, { ...(after as object), [name]: "" });
}

/** Whether every item has it, and none the same as another. */
function areNames(field: string, items: readonly unknown[]): boolean {
  const values = items.map((item) => fieldOf(item, field));
  return (
    values.every((value) => typeof value === "string" || typeof value === "number") &&
    new Set(values).size === values.length
  );
}

function fieldOf(item: unknown, field: string): unknown {
  if (typeof item !== "object" || item === null || !Object.hasOwn(item, field)) return undefined;
  return (item as { readonly [field: string]: unknown })[field];
}
