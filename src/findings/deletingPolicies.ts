import type { Change } from "../explanation/conversion.ts";

/** What has claims deleted: that their StatefulSet is deleted, or that it is scaled down. */
export type DeletingPolicy = "whenDeleted" | "whenScaled";

/**
 * What of the persistentVolumeClaimRetentionPolicy that is dropped has claims deleted. A conversion ends with either:
 * the old StatefulSet is scaled to 0, and deleted.
 */
export function deletingPolicies(dropped: Change | undefined): readonly DeletingPolicy[] {
  const policy = dropped?.from as { readonly [Policy in DeletingPolicy]?: string } | undefined;
  return (["whenDeleted", "whenScaled"] as const).filter((when) => policy?.[when] === "Delete");
}
