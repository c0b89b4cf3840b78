import type { Scene } from "./scene.ts";

export interface RetentionPolicy {
  readonly whenDeleted: string;
  readonly whenScaled: string;
}

export const retainBoth: RetentionPolicy = { whenDeleted: "Retain", whenScaled: "Retain" };

/** That of a StatefulSet whose claims would be deleted with it or with its pods; undefined for all others. */
export function deletingPolicy({ conversion, old }: Scene): RetentionPolicy | undefined {
  const said = conversion.changes.find(
    ({ path, from }) => path === "spec.persistentVolumeClaimRetentionPolicy" && from !== undefined,
  )?.from as Partial<RetentionPolicy> | undefined;
  const { whenDeleted = "Retain", whenScaled = "Retain" } = said ?? {};
  const retains = whenDeleted === "Retain" && whenScaled === "Retain";
  return old.kind !== "StatefulSet" || retains ? undefined : { whenDeleted, whenScaled };
}
