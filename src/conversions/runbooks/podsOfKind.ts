import { shellWord } from "../../text/shellWord.ts";
import { inTurn } from "./inTurn.ts";
import { patience } from "./patience.ts";
import type { Actor, Scene } from "./scene.ts";

/**
 * Labels that only the controller of one of the two gives, while pods of the other have those of the selector as well.
 * Pods of a neighbour of the same kind may have them too, so that nothing goes by them alone. For `-l`.
 *
 * Upstream: pkg/apis/apps/v1 DefaultDeploymentUniqueLabelKey, DeprecatedTemplateGeneration, StatefulSetPodNameLabel
 * (v1.36); pods of a ReplicaSet or a ReplicationController of its own have none.
 */
export function labelsOfKind({ selector, fresh }: Scene, { kind }: Actor): string {
  return shellWord([selector, mark(kind, fresh)].filter((part) => part !== "").join(","));
}

/** Prints `pod/fluentd-x2x4v`, a line each, of one that owns its pods itself, as all but a Deployment do. */
export function ownPods(scene: Scene, actor: Actor): string {
  const { inNamespace, kubectl } = scene;
  const names = `{range .items[${ownedBy(actor)}]}pod/{.metadata.name}{"\\n"}{end}`;
  return `${kubectl} get pod${inNamespace} -l ${labelsOfKind(scene, actor)} -o jsonpath=${shellWord(names)}`;
}

/** A filter of JSONPath for what one of the two owns. */
export function ownedBy({ name }: Actor): string {
  return `?(@.metadata.ownerReferences[0].name==${JSON.stringify(name)})`;
}

/**
 * For a Deployment, which owns ReplicaSets: sets `hashes` to those of them, which no other has. Put behind the
 * selector by `withHashes`; empty ones are no error there.
 */
export function readHashes(scene: Scene, actor: Actor): string {
  const { inNamespace, kubectl } = scene;
  const hashes = `{range .items[${ownedBy(actor)}]}{.metadata.labels.pod-template-hash}{","}{end}`;
  return `hashes=$(${kubectl} get replicaset${inNamespace} -l ${labelsOfKind(scene, actor)} -o jsonpath=${shellWord(hashes)})`;
}

export function withHashes({ selector }: Scene): string {
  return `${selector === "" ? "" : shellWord(`${selector},`)}"pod-template-hash in ($hashes)"`;
}

/** Waits until the pods of one that is still there are gone. */
export function podsGone(scene: Scene, actor: Actor): string {
  const { inNamespace, kubectl } = scene;
  if (actor.kind === "Deployment") {
    return inTurn(
      readHashes(scene, actor),
      `${kubectl} wait pod${inNamespace} -l ${withHashes(scene)} --for=delete ${patience}`,
    );
  }
  return inTurn(
    `pods=$(${ownPods(scene, actor)})`,
    `{ test -z "$pods" || echo "$pods" | xargs ${kubectl} wait${inNamespace} --for=delete ${patience}; }`,
  );
}

function mark(kind: Actor["kind"], fresh: Actor): string {
  switch (kind) {
    case "Deployment":
      return "pod-template-hash";
    case "DaemonSet":
      return "pod-template-generation";
    case "StatefulSet":
      return "statefulset.kubernetes.io/pod-name";
    default:
      return fresh.kind === "Deployment" ? "!pod-template-hash" : "!controller-revision-hash";
  }
}
