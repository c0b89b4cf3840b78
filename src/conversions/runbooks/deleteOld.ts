import type { RunbookStep } from "../../explanation/runbook.ts";
import { bringBack } from "./bringBack.ts";
import { patience } from "./patience.ts";
import type { Scene } from "./scene.ts";

/**
 * The old object, once it has no pods any more. A Pod is gone by then.
 *
 * @param again whether going back may start its pods beside the new ones; where not, the step that stopped it brings
 * it back
 */
export function deleteOld(scene: Scene, again: boolean): readonly RunbookStep[] {
  const { old, inNamespace, kubectl } = scene;
  if (old.kind === "Pod") return [];
  return [
    {
      title: `Delete the old ${old.kind}`,
      command: `${kubectl} delete ${old.resource}${inNamespace} --ignore-not-found`,
      why: again
        ? "it has no pods; until now it was there with its history, and one command brought its pods back"
        : "it has no pods; undoing the step that stopped it creates it again",
      check: `${kubectl} wait ${old.resource}${inNamespace} --for=delete ${patience}`,
      ...(again && { undo: bringBack(scene) }),
    },
  ];
}
