import type { Runbook } from "../../explanation/runbook.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import type { KubeObject, LabelSelector } from "../../kube/objects.ts";
import { hazardsOf } from "./hazards.ts";
import { inTurn } from "./inTurn.ts";
import { lookAtNew } from "./lookAtNew.ts";
import { moveReferences } from "./moveReferences.ts";
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
  const isOwned = conversion.references?.some(
    ({ by, path }) => by === "Manager" && path.startsWith("/metadata/ownerReferences"),
  );
  if (old.kind !== "ReplicaSet" || fresh.kind !== "Deployment" || isOwned) return false;
  const [deployment] = conversion.objects as readonly (KubeObject & {
    readonly spec?: { readonly selector?: LabelSelector };
  })[];
  return selectorMatches(deployment?.spec?.selector, deployment?.metadata?.labels);
}

/** Nothing has to be taken away: the ReplicaSet becomes the Deployment's first. */
export function adoptReplicaSet(scene: Scene): Runbook {
  const { old, fresh, inNamespace, replicas } = scene;
  return {
    way: "InPlace",
    sentence: "The Deployment adopts the ReplicaSet as its first, with its pods: nothing restarts.",
    interrupts: "nothing: the pods stay as they are",
    hazards: hazardsOf(scene),
    steps: [
      saveManifests(scene),
      {
        ...startNew(scene, {
          why: "its selector matches the labels of the ReplicaSet, which has no owner, and the templates are equal",
        }),
        undo: inTurn(
          `kubectl delete ${fresh.resource}${inNamespace} --cascade=orphan --ignore-not-found`,
          `kubectl scale ${old.resource}${inNamespace} --replicas=${replicas}`,
          ready(scene, old),
        ),
      },
      ...moveReferences(scene),
      lookAtNew(scene),
    ],
  };
}
