import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { ready } from "./ready.ts";
import type { Scene } from "./scene.ts";

export function startNew(scene: Scene, more: Pick<RunbookStep, "why" | "interrupts">): RunbookStep {
  const { fresh, inNamespace, kubectl } = scene;
  return {
    title: `Apply the ${fresh.kind}, and wait until it is ready`,
    command: `${kubectl} apply -f ${shellWord(fresh.file)}${inNamespace}`,
    ...more,
    check: ready(scene, fresh),
    undo: removeNew(scene),
  };
}

/** Together with its pods, so that what they mount is free when the command returns. */
function removeNew({ fresh, inNamespace, kubectl }: Scene): string {
  return `${kubectl} delete -f ${shellWord(fresh.file)}${inNamespace} --cascade=foreground --ignore-not-found`;
}
