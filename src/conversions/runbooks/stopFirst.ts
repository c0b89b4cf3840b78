import type { Runbook } from "../../explanation/runbook.ts";
import { deleteOld } from "./deleteOld.ts";
import { hazardsOf, hazardsOfDeletion } from "./hazards.ts";
import { keepClaims } from "./keepClaims.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import type { Obstacle } from "./obstacles.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";
import { stopOld } from "./stopOld.ts";

/** The old pods go before the new ones come, since both cannot be there at a time. */
export function stopFirst(scene: Scene, obstacles: readonly Obstacle[]): Runbook {
  const { old, fresh } = scene;
  const because = obstacles.map(({ clause }) => clause).join("; ");
  return {
    way: "InPlace",
    sentence: `The old pods have to be gone before the new ones start: ${because}.`,
    interrupts: `all of it, from when the old pods go until the first new one is ready`,
    hazards: [...hazardsOf(scene), ...hazardsOfDeletion(scene)],
    steps: [
      saveManifests(scene),
      ...keepClaims(scene),
      ...moveReferences(scene, "first"),
      stopOld(scene, {
        why: `no new pod may start while an old one is there: ${because}`,
        interrupts: `nothing serves from here until a pod of the ${fresh.kind} is ready`,
      }),
      startNew(scene, { why: `with no pod of the ${old.kind} left, the new ones find what they need` }),
      ...moveReferences(scene, "others"),
      ...deleteOld(scene, false),
      lookAtNew(scene),
    ],
  };
}
