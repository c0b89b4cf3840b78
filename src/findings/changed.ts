import type { Change, Conversion } from "../explanation/conversion.ts";

/** What the new kind has nothing like, at that field path of the old object; undefined where nothing was dropped. */
export function droppedAt({ changes }: Pick<Conversion, "changes">, path: string): Change | undefined {
  return changes.find((change) => change.path === path && change.action === "Dropped");
}
