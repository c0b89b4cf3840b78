import type { Runbook } from "../../explanation/runbook.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import type { KubeObject, LabelSelector } from "../../kube/objects.ts";
import { shellWord } from "../../text/shellWord.ts";
import { changesTemplate } from "./changesTemplate.ts";
import { hazardsOf } from "./hazards.ts";
import { inTurn } from "./inTurn.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
import { labelsOfKind } from "./podsOfKind.ts";
import { ready } from "./ready.ts";
import { saveManifests } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";
import { startNew } from "./startNew.ts";

/**
 * Whether the Deployment takes the ReplicaSet for one of its own as soon as it is applied: its selector matches the
 * ReplicaSet's labels, which the Deployment has as well.
 *
 * Upstream: pkg/controller/controller_ref_manager.go#ClaimReplicaSets (v1.36)
 */
export function adoptsReplicaSet({ old, fresh, conversion }: Scene): boolean {
  if (old.kind !== "ReplicaSet" || fresh.kind !== "Deployment") return false;
  const [deployment] = conversion.objects as readonly (KubeObject & {
    readonly spec?: { readonly selector?: LabelSelector };
  })[];
  return selectorMatches(deployment?.spec?.selector, deployment?.metadata?.labels);
}

/**
 * Nothing has to be taken away: the ReplicaSet becomes the Deployment's first. Of another template the Deployment makes
 * a second one, and its rollout replaces the pods.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#FindNewReplicaSet, #EqualIgnoreHash (v1.36)
 */
export function adoptReplicaSet(scene: Scene): Runbook {
  const { conversion, old, fresh, inNamespace, kubectl, replicas } = scene;
  const isSame = !changesTemplate(conversion) || conversion.pods.before === 0;
  return {
    way: "InPlace",
    sentence: isSame
      ? "The Deployment adopts the ReplicaSet as its first, with its pods: nothing restarts."
      : "The Deployment adopts the ReplicaSet, and its rollout replaces the pods by those of a second one, since the template is another.",
    interrupts: isSame
      ? "nothing: the pods stay as they are"
      : "pods that the rollout replaces, as many at a time as the strategy of the Deployment allows",
    hazards: hazardsOf(scene),
    steps: [
      saveManifests(scene),
      {
        ...startNew(scene, {
          why: `its selector matches the labels of the ReplicaSet, which has no owner${isSame ? ", and the templates are equal" : ""}`,
          ...(!isSame && { interrupts: "the pods of the ReplicaSet are replaced from here on" }),
        }),
        undo: inTurn(
          `${kubectl} delete ${fresh.resource}${inNamespace} --cascade=orphan --ignore-not-found`,
          `${kubectl} scale ${old.resource}${inNamespace} --replicas=${shellWord(String(replicas))}`,
          ready(scene, old),
          isSame ? undefined : deleteSecond(scene),
        ),
      },
      ...moveReferences(scene),
      lookAtNew(scene),
    ],
  };
}

/** The ReplicaSets that the Deployment made and left: named after it, with the label that it gives, and no owner. */
function deleteSecond(scene: Scene): string {
  const { fresh, inNamespace, kubectl } = scene;
  const owners = `{range .items[*]}replicaset/{.metadata.name}{" "}{.metadata.ownerReferences[*].name}{"\\n"}{end}`;
  return inTurn(
    `sets=$(${kubectl} get replicaset${inNamespace} -l ${labelsOfKind(scene, fresh)} -o jsonpath=${shellWord(owners)})`,
    `left=$(echo "$sets" | sed -n 's/ $//p' | grep -F ${shellWord(`replicaset/${fresh.name}-`)} || true)`,
    `{ test -z "$left" || echo "$left" | xargs ${kubectl} delete${inNamespace} --ignore-not-found; }`,
  );
}
