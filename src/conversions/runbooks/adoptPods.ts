import type { Runbook } from "../../explanation/runbook.ts";
import { changesTemplate } from "./changesTemplate.ts";
import { hazardsOf } from "./hazards.ts";
import { orphan } from "./inPlace.ts";
import { keepClaims } from "./keepClaims.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import { podsOfKind } from "./podsOfKind.ts";
import { ready } from "./ready.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";

/**
 * A DaemonSet adopts the pods that a StatefulSet left, and its ControllerRevision with them: of the same template
 * nothing restarts. Second pods on a node and those on nodes that do not fit are deleted.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#getNodesToDaemonPods, update.go#constructHistory (v1.36)
 */
export function adoptPods(scene: Scene): Runbook {
  const { old, fresh, conversion, inNamespace, kubectl } = scene;
  const isSame = !changesTemplate(conversion);
  const others = isSame
    ? "a second pod on a node, and one on a node that the DaemonSet does not fit, are deleted at once"
    : "a second pod on a node, and one on a node that the DaemonSet does not fit, are deleted at once; the others are replaced one at a time, since their template is another";
  return {
    way: "InPlace",
    sentence: `The ${fresh.kind} adopts the pods that the ${old.kind} leaves${isSame ? ", and restarts none of those that it keeps" : ", and replaces them one at a time, since the template is another"}.`,
    interrupts: `pods that the ${fresh.kind} does not keep, before others are ready in their place`,
    hazards: [
      "an adopted pod keeps the name, the hostname and the claims of its ordinal until it is replaced",
      ...hazardsOf(scene),
    ],
    steps: [
      saveManifests(scene),
      ...keepClaims(scene),
      orphan(
        scene,
        ready(scene, old),
        // Those that the DaemonSet made of its own: the StatefulSet does not take them.
        `${kubectl} delete pod${inNamespace} -l ${podsOfKind(scene, fresh)} --ignore-not-found`,
      ),
      {
        ...startNew(scene, {
          why: "it adopts every pod without an owner that has the labels of its selector, one a node",
          interrupts: others,
        }),
        undo: `${kubectl} delete ${fresh.resource}${inNamespace} --cascade=orphan --ignore-not-found`,
      },
      ...moveReferences(scene),
      lookAtNew(scene),
    ],
  };
}
