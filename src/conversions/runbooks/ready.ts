import { shellWord } from "../../text/shellWord.ts";
import { isOnDelete } from "./isOnDelete.ts";
import { patience } from "./patience.ts";
import { ownPods } from "./podsOfKind.ts";
import type { Actor, Scene } from "./scene.ts";

/**
 * Waits until one of the two has all its pods ready.
 *
 * Upstream: kubectl pkg/polymorphichelpers/rollout_status.go: there is none for OnDelete, and none for a ReplicaSet,
 * a ReplicationController and a Pod (v1.36)
 */
export function ready(scene: Scene, actor: Actor): string {
  const { inNamespace, conversion, kubectl, old, replicas } = scene;
  const { kind, resource } = actor;
  if (kind === "Pod") return `${kubectl} wait ${resource}${inNamespace} --for=condition=Ready ${patience}`;
  // It goes on as it is, and `rollout status` would wait for an update that it holds back.
  if (actor === old && isPaused(conversion)) return `${kubectl} get ${resource}${inNamespace}`;
  const hasStatus = kind === "Deployment" || kind === "DaemonSet" || kind === "StatefulSet";
  if (hasStatus && !isOnDelete(conversion, actor === old)) {
    return `${kubectl} rollout status ${resource}${inNamespace} ${patience}`;
  }
  const wanted = actor === old ? replicas : conversion.pods.after;
  const field = kind === "DaemonSet" ? "numberReady" : "readyReplicas";
  if (wanted === 0) return `${kubectl} get ${resource}${inNamespace}`;
  return wanted === undefined
    ? `${ownPods(scene, actor)} | xargs ${kubectl} wait${inNamespace} --for=condition=Ready ${patience}`
    : `${kubectl} wait ${resource}${inNamespace} --for=jsonpath='{.status.${field}}'=${shellWord(String(wanted))} ${patience}`;
}

export function isPaused({ changes }: Scene["conversion"]): boolean {
  return changes.some(({ path, from }) => path === "spec.paused" && from === true);
}
