import type { Runbook } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { changesTemplate } from "./changesTemplate.ts";
import { hazardsOf } from "./hazards.ts";
import { orphan } from "./inPlace.ts";
import { inTurn } from "./inTurn.ts";
import { keepClaims } from "./keepClaims.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import { labelsOfKind } from "./podsOfKind.ts";
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
      orphan(scene, ready(scene, old), deleteLeft(scene)),
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

/** The pods that the DaemonSet made and left: no other owns them, and the StatefulSet does not take them. */
function deleteLeft(scene: Scene): string {
  const { fresh, inNamespace, kubectl } = scene;
  const made = `?(@.metadata.generateName==${JSON.stringify(`${fresh.name}-`)})`;
  const owners = `{range .items[${made}]}pod/{.metadata.name}{" "}{.metadata.ownerReferences[*].name}{"\\n"}{end}`;
  return inTurn(
    `pods=$(${kubectl} get pod${inNamespace} -l ${labelsOfKind(scene, fresh)} -o jsonpath=${shellWord(owners)})`,
    `left=$(echo "$pods" | sed -n 's/ $//p')`,
    `{ test -z "$left" || echo "$left" | xargs ${kubectl} delete${inNamespace} --ignore-not-found; }`,
  );
}
