import type { Runbook, RunbookStep } from "../../explanation/runbook.ts";
import { bringBack } from "./bringBack.ts";
import { hazardsBeside, hazardsOf } from "./hazards.ts";
import { inTurn } from "./inTurn.ts";
import { keepClaims } from "./keepClaims.ts";
import { deleteLeftBehind, noteLeftBehind } from "./leftBehind.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import { patience } from "./patience.ts";
import { ready } from "./ready.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";

/**
 * The old object goes first and leaves its pods behind; they serve until the new ones are ready. Only for kinds that
 * take back what they left.
 */
export function inPlace(scene: Scene): Runbook {
  const { old, fresh } = scene;
  const alone =
    old.kind === "Deployment"
      ? "nothing: the ReplicaSets that stay go on replacing a pod that fails"
      : "nothing, unless an old pod fails meanwhile: nobody replaces it";
  return {
    way: "InPlace",
    sentence: `For a cluster where GitOps or a policy allows only one of the two at a time: the ${old.kind} is deleted without its pods, which serve until those of the ${fresh.kind} are ready.`,
    interrupts: alone,
    hazards: [
      ...hazardsBeside(scene),
      ...(old.kind === "Deployment" ? ["the history of its rollouts goes with the ReplicaSets"] : []),
      ...hazardsOf(scene),
    ],
    steps: [
      saveManifests(scene),
      noteLeftBehind(scene),
      ...keepClaims(scene),
      orphan(scene, ready(scene, old)),
      startNew(scene, { why: "it makes pods of its own: those that were left do not fit it" }),
      ...moveReferences(scene),
      deleteLeftBehind(scene),
      lookAtNew(scene),
    ],
  };
}

/**
 * @param back what has to be done, once the object is there again, until it has all its pods: it adopts those that it
 * left
 */
export function orphan(scene: Scene, ...back: readonly string[]): RunbookStep {
  const { old, inNamespace, kubectl } = scene;
  return {
    title: `Delete the ${old.kind}, without its pods`,
    command: `${kubectl} delete ${old.resource}${inNamespace} --cascade=orphan --ignore-not-found`,
    why:
      old.kind === "Deployment"
        ? "its ReplicaSets and their pods stay; one of the same selector would adopt them again"
        : `its pods stay, and nobody replaces one that fails; a ${old.kind} of the same name and selector would adopt them again`,
    check: `${kubectl} wait ${old.resource}${inNamespace} --for=delete ${patience}`,
    undo: inTurn(bringBack(scene), ...back),
  };
}
