import type { TargetKind } from "../../explanation/conversion.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import type { VolumeChoice } from "../decided.ts";
import type { FoundVolume } from "./foundVolumes.ts";
import { replicasOf } from "./ordinalClaims.ts";

/**
 * What stands while nobody has decided: the choice that touches no data. Undefined where the volume stays as it is.
 * One claim of several pods' is not put under many pods: two writers in the data of one can destroy it; and one that
 * is not there under none, since nobody would make it.
 */
export function carefulChoice(
  found: FoundVolume,
  target: TargetKind,
  object: Fields,
  exists: boolean | undefined,
): VolumeChoice | undefined {
  if (found.from === "Claim") return { as: "shared" };
  if (found.from !== "ClaimTemplate" || target === "StatefulSet") return undefined;
  const isOnePod = target === "Deployment" && replicasOf(object) <= 1;
  return isOnePod && exists !== false ? { as: "shared" } : { as: "ephemeral" };
}

/**
 * Whether data or identity is at stake, so that a person has to say what they want: claims of pods, and a claim that
 * only one node can mount. A claim that many nodes can mount goes on as it did.
 */
export function isAtStake(
  found: FoundVolume,
  target: TargetKind,
  accessModes: readonly string[] | undefined,
): boolean {
  if (found.from === "ClaimTemplate") return target !== "StatefulSet";
  if (found.from !== "Claim" || target === "Deployment") return false;
  return !isForManyNodes(accessModes);
}

/** Pods of several nodes can mount it at a time. What is not known of a claim is taken for the worst. */
export function isForManyNodes(accessModes: readonly string[] = []): boolean {
  return accessModes.some((mode) => mode === "ReadWriteMany" || mode === "ReadOnlyMany");
}
