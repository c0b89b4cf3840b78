import { shellWord } from "../../text/shellWord.ts";
import { deletingPolicy, retainBoth } from "./retentionPolicy.ts";
import type { Scene } from "./scene.ts";

/**
 * Applies the old object as it was saved. A StatefulSet that would delete claims is applied as one that retains them,
 * since it may still be at 0 with pods that stop: each would get its claim and take it along. Going back from
 * `keepClaims` gives it its policy again, once the pods run.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod (v1.36)
 */
export function bringBack(scene: Scene): string {
  const { old, inNamespace, kubectl } = scene;
  const file = shellWord(old.file);
  if (deletingPolicy(scene) === undefined) return `${kubectl} apply -f ${file}${inNamespace}`;
  const patch = shellWord(JSON.stringify({ spec: { persistentVolumeClaimRetentionPolicy: retainBoth } }));
  return `${kubectl} patch -f ${file}${inNamespace} --local --type=merge -p ${patch} -o yaml | ${kubectl} apply${inNamespace} -f -`;
}
