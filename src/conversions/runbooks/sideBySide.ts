import type { Runbook } from "../../explanation/runbook.ts";
import { deleteOld } from "./deleteOld.ts";
import { hazardsBeside, hazardsOf, hazardsOfDeletion } from "./hazards.ts";
import { keepClaims } from "./keepClaims.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";
import { stopOld } from "./stopOld.ts";

/** The new one starts while the old one serves: two kinds may have one name, and each knows its own pods. */
export function sideBySide(scene: Scene): Runbook {
  const { old, fresh, conversion } = scene;
  return {
    way: "SideBySide",
    sentence: `The ${fresh.kind} is ready before the old ${old.kind} goes, so there is always one that serves; for a while there are pods of both.`,
    interrupts: interruptsOf(scene),
    hazards: [...hazardsBeside(scene), ...hazardsOf(scene), ...hazardsOfDeletion(scene)],
    steps: [
      saveManifests(scene),
      ...keepClaims(scene),
      startNew(scene, {
        why: `both can be there at a time: each owns its pods by reference, although they have the same labels`,
      }),
      ...moveReferences(scene),
      ...(conversion.pods.before === 0
        ? []
        : [
            stopOld(scene, {
              why: "what is connected to an old pod is cut off, and comes to a new one next time",
            }),
          ]),
      ...deleteOld(scene, true),
      lookAtNew(scene),
    ],
  };
}

/** Pods that serve in time are no help to who needs those of before. */
function interruptsOf({ conversion: { references = [], volumes } }: Scene): string {
  const names = references.some(({ by, holds }) => by === "PodName" && !holds);
  const data = volumes.some(({ claims }) =>
    claims.some(({ use, exists }) => use === "LeftBehind" && exists !== false),
  );
  const serving = "the new pods are ready before the old ones go";
  if (!names && !data) return `nothing: ${serving}`;
  const what = [...(names ? ["the names"] : []), ...(data ? ["the data"] : [])].join(" and ");
  return `nothing, but for what needs ${what} of the old pods, which the new ones do not have: ${serving}`;
}
