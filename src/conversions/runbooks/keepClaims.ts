import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import type { Scene } from "./scene.ts";

interface RetentionPolicy {
  readonly whenDeleted?: string;
  readonly whenScaled?: string;
}

/**
 * Of a StatefulSet whose claims would be deleted with it or with its pods: neither may be taken away before the
 * claims have lost their owner. Nothing to do for others.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod (v1.36)
 */
export function keepClaims(scene: Scene): readonly RunbookStep[] {
  const { conversion, old, inNamespace, kubectl } = scene;
  const policy = conversion.changes.find(
    ({ path, from }) => path === "spec.persistentVolumeClaimRetentionPolicy" && from !== undefined,
  )?.from as RetentionPolicy | undefined;
  const { whenDeleted = "Retain", whenScaled = "Retain" } = policy ?? {};
  if (old.kind !== "StatefulSet" || (whenDeleted === "Retain" && whenScaled === "Retain")) return [];
  const hasClaims = conversion.volumes.some(
    ({ from, claims }) =>
      from === "ClaimTemplate" &&
      claims.some(({ ordinal, exists }) => ordinal !== undefined && exists !== false),
  );
  const patch = (whenTo: Required<RetentionPolicy>): string =>
    `${kubectl} patch ${old.resource}${inNamespace} --type=merge -p ${shellWord(
      JSON.stringify({ spec: { persistentVolumeClaimRetentionPolicy: whenTo } }),
    )}`;
  return [
    {
      title: "Keep the claims when the StatefulSet and its pods go",
      command: patch({ whenDeleted: "Retain", whenScaled: "Retain" }),
      why: "its persistentVolumeClaimRetentionPolicy would have them deleted, with the data, as long as they have an owner",
      ...(hasClaims && { check: ownerless(scene) }),
      undo: patch({ whenDeleted, whenScaled }),
    },
  ];
}

/**
 * There is no `kubectl wait` for what is not there. A failed read proves nothing, so it counts as an owner. Claims of
 * its ordinals are its own, never their pods'.
 */
function ownerless({ old, inNamespace, kubectl }: Scene): string {
  const owned = `{.items[*].metadata.ownerReferences[?(@.name==${JSON.stringify(old.name)})].kind}`;
  const read = `${kubectl} get pvc${inNamespace} -o jsonpath=${shellWord(owned)}`;
  return `until owners=$(${read}) && test -z "$owners"; do sleep 1; done`;
}
