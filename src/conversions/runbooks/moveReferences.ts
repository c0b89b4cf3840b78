import type { ConversionReference } from "../../explanation/conversionReference.ts";
import type { RunbookStep } from "../../explanation/runbook.ts";
import { movable, scales } from "./references.ts";
import type { Scene } from "./scene.ts";

/**
 * A step each: what it does to one says nothing of the next.
 *
 * @param which only those that have to be changed before the old one is stopped, or only the others; all where it is
 * not given. Whoever scales it may start its pods again, as KEDA does from 0; what it owns must not be saved as its.
 */
export function moveReferences(scene: Scene, which?: "first" | "others"): readonly RunbookStep[] {
  const wanted = movable(scene).filter(
    (reference) => which === undefined || isFirst(reference) === (which === "first"),
  );
  return wanted.map(({ ref, path, patch, unpatch, effect }) => ({
    title: `Change ${ref.kind} \`${ref.name}\` to fit the ${scene.fresh.kind}`,
    command: patch,
    why: `it ${effect}`,
    // The old object has another uid when it comes back: what named the first one as its owner would be deleted.
    ...(unpatch !== undefined && !isOwned({ path }) && { undo: unpatch }),
  }));
}

function isFirst(reference: ConversionReference): boolean {
  return scales(reference) || isOwned(reference);
}

function isOwned({ path }: Pick<ConversionReference, "path">): boolean {
  return path.startsWith("/metadata/ownerReferences");
}
