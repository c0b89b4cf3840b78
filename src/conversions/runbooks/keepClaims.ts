import type { RunbookStep } from "../../explanation/runbook.ts";
import type { Scene } from "./scene.ts";
import { shellWord } from "./shellWord.ts";

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
export function keepClaims({ conversion, old, inNamespace }: Scene): readonly RunbookStep[] {
  const policy = conversion.changes.find(
    ({ path, from }) => path === "spec.persistentVolumeClaimRetentionPolicy" && from !== undefined,
  )?.from as RetentionPolicy | undefined;
  const { whenDeleted = "Retain", whenScaled = "Retain" } = policy ?? {};
  if (old.kind !== "StatefulSet" || (whenDeleted === "Retain" && whenScaled === "Retain")) return [];
  const claims = conversion.volumes
    .filter(({ from }) => from === "ClaimTemplate")
    .flatMap((volume) => volume.claims)
    .filter(({ ordinal, exists }) => ordinal !== undefined && exists !== false)
    .map(({ claim }) => shellWord(claim));
  const patch = (whenTo: Required<RetentionPolicy>): string =>
    `kubectl patch ${old.resource}${inNamespace} --type=merge -p '${JSON.stringify({
      spec: { persistentVolumeClaimRetentionPolicy: whenTo },
    })}'`;
  return [
    {
      title: "Keep the claims when the StatefulSet and its pods go",
      command: patch({ whenDeleted: "Retain", whenScaled: "Retain" }),
      why: "its persistentVolumeClaimRetentionPolicy would have them deleted, with the data, as long as they have an owner",
      ...(claims.length > 0 && { check: ownerless(claims, inNamespace) }),
      undo: patch({ whenDeleted, whenScaled }),
    },
  ];
}

/** There is no `kubectl wait` for what is not there. A failed read proves nothing, so it counts as an owner. */
function ownerless(claims: readonly string[], inNamespace: string): string {
  const read = `kubectl get pvc ${claims.join(" ")}${inNamespace} -o jsonpath='{..ownerReferences[*].kind}'`;
  return `until owners=$(${read}) && test -z "$owners"; do sleep 1; done`;
}
