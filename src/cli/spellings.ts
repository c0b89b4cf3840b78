import type { Flags } from "./flags.ts";

/** How flags are written: after two dashes by their names, after one by a letter, `v` in either way. */
export function spellings(table: Flags) {
  const entries = Object.entries(table);
  return {
    names: new Map(entries.map(([name]) => [name, name])),
    letters: new Map(
      entries.flatMap(([name, { alias }]) =>
        [alias, name].flatMap((each): [string, string][] => (each?.length === 1 ? [[each, name]] : [])),
      ),
    ),
  };
}
