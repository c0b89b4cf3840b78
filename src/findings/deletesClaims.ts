import type { Change } from "../explanation/conversion.ts";

/** Whether the persistentVolumeClaimRetentionPolicy that is dropped has claims deleted with their StatefulSet. */
export function deletesClaims(dropped: Change | undefined): boolean {
  const policy = dropped?.from as { readonly whenDeleted?: string } | undefined;
  return policy?.whenDeleted === "Delete";
}
