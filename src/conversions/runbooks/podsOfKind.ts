import { shellWord } from "../../text/shellWord.ts";
import type { Actor, Scene } from "./scene.ts";

/**
 * The pods of one of the two, by labels that only its controller gives, while those of the other have the labels of
 * the selector as well. For `-l`.
 *
 * Upstream: pkg/apis/apps/v1 DefaultDeploymentUniqueLabelKey, DeprecatedTemplateGeneration, StatefulSetPodNameLabel
 * (v1.36); pods of a ReplicaSet or a ReplicationController of its own have none.
 */
export function podsOfKind({ selector, fresh }: Scene, { kind }: Actor): string {
  return shellWord([selector, mark(kind, fresh)].filter((part) => part !== "").join(","));
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
