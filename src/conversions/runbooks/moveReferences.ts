import type { RunbookStep } from "../../explanation/runbook.ts";
import { movable, scales } from "./references.ts";
import type { Scene } from "./scene.ts";

/**
 * A step each: what it does to one says nothing of the next.
 *
 * @param which only those that scale the old one, or only the others; all where it is not given. Whoever scales it
 * may start its pods again after it was stopped, as KEDA does from 0.
 */
export function moveReferences(scene: Scene, which?: "scaling" | "others"): readonly RunbookStep[] {
  const wanted = movable(scene).filter(
    (reference) => which === undefined || scales(reference) === (which === "scaling"),
  );
  return wanted.map(({ ref, path, patch, unpatch, effect }) => ({
    title: `Change ${ref.kind} \`${ref.name}\` to fit the ${scene.fresh.kind}`,
    command: patch,
    why: `it ${effect}`,
    // The old object has another uid when it comes back: what named the first one as its owner would be deleted.
    ...(unpatch !== undefined && !path.startsWith("/metadata/ownerReferences") && { undo: unpatch }),
  }));
}
