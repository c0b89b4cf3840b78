import type { Runbook } from "../../explanation/runbook.ts";
import { deleteOld } from "./deleteOld.ts";
import { hazardsOf, hazardsOfDeletion } from "./hazards.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { mountedByNoOther } from "./mountedByNoOther.ts";
import type { MovableClaim } from "./movableClaim.ts";
import { moveReferences } from "./moveReferences.ts";
import { keepVolume, moveVolume, reclaimAgain, saveClaim } from "./moveVolume.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";
import { stopOld } from "./stopOld.ts";

/** The data comes along: the volume of the old claim becomes that of the first ordinal's. */
export function adoptVolume(scene: Scene, claim: MovableClaim): Runbook {
  const { conversion } = scene;
  const others = (conversion.pods.after ?? 1) - 1;
  const first = claim.to.slice(claim.volume.length + 1);
  return {
    way: "AdoptVolume",
    sentence: `\`${first}\` takes over the volume of \`${claim.from}\` with its data; nothing is copied.`,
    interrupts: `all of it, from when the old pods go until \`${first}\` is ready: some minutes`,
    hazards: [
      `no other workload may mount \`${claim.from}\`: look at \`Used By\` in its description`,
      ...(others > 0
        ? [`the other ${others === 1 ? "ordinal starts" : `${others} ordinals start`} with an empty volume`]
        : []),
      "what changes claims and volumes by itself, a backup or GitOps, has to be still meanwhile",
      ...hazardsOf(scene, claim.volume),
      ...hazardsOfDeletion(scene),
    ],
    steps: [
      saveManifests(scene),
      ...moveReferences(scene, "first"),
      mountedByNoOther(scene, claim),
      saveClaim(scene, claim),
      ...keepVolume(scene, claim),
      stopOld(scene, {
        why: "a claim is deleted only once no pod mounts it, and only one pod may write to its volume",
        interrupts: `nothing serves from here until \`${first}\` is ready`,
      }),
      ...moveVolume(scene, claim),
      startNew(scene, { why: `\`${first}\` mounts the claim that waits for it` }),
      ...reclaimAgain(scene, claim),
      ...moveReferences(scene, "others"),
      ...deleteOld(scene, false),
      lookAtNew(scene),
    ],
  };
}
