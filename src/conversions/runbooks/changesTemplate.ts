import type { Converting } from "./scene.ts";

/** Whether the new pods are made of another template than the old ones: then no controller keeps a pod that it adopts. */
export function changesTemplate({ changes }: Converting): boolean {
  return changes.some(
    ({ path, newPath, action }) =>
      action !== "Kept" && [path, newPath].some((each) => each?.startsWith("spec.template")),
  );
}
