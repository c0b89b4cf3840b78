import type { ConvertedClaim, ConvertedVolume, VolumeVerdict } from "../../explanation/convertedVolume.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import type { VolumeChoice } from "../decided.ts";
import type { Context } from "../draft.ts";
import { valueAt } from "../fields.ts";
import type { FoundVolume } from "./foundVolumes.ts";
import { claimFacts } from "./knownClaims.ts";
import type { NewSource } from "./newSource.ts";
import { leftOverClaims, ordinalClaims } from "./ordinalClaims.ts";
import { type DeletingPolicy, volumeSentence } from "./sentence.ts";

/**
 * What becomes of a volume and of every claim that has to do with it.
 * @param choice undefined where it stays as it is
 * @param object the new one, with the volume as it is then
 */
export function outcomeOf(
  found: FoundVolume,
  choice: VolumeChoice | undefined,
  source: NewSource | undefined,
  sharedClaim: string | undefined,
  object: Fields,
  context: Context,
): ConvertedVolume {
  const path = choice?.as === "hostPath" ? choice.path : choice === undefined ? found.hostPath : undefined;
  const told = {
    name: found.name,
    from: found.from,
    verdict: verdictOf(found, choice),
    claims: claimsOf(found, choice, sharedClaim, object, context),
    ...(path !== undefined && { path }),
  };
  const goes = found.from === "ClaimTemplate" ? deletingPolicies(context.before) : [];
  return { ...told, to: source ? kindOf(source) : found.from, sentence: volumeSentence(told, goes) };
}

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod (v1.36) */
function deletingPolicies(statefulSet: Fields): readonly DeletingPolicy[] {
  const policy = valueAt(statefulSet, ["spec", "persistentVolumeClaimRetentionPolicy"]);
  return (["whenDeleted", "whenScaled"] as const).filter((when) => valueAt(policy, [when]) === "Delete");
}

function kindOf({ list, item }: NewSource): ConvertedVolume["to"] {
  if (list === "volumeClaimTemplates") return "ClaimTemplate";
  if (item["persistentVolumeClaim"] !== undefined) return "Claim";
  if (item["ephemeral"] !== undefined) return "Ephemeral";
  return item["hostPath"] !== undefined ? "HostPath" : "EmptyDir";
}

function verdictOf({ from }: FoundVolume, choice: VolumeChoice | undefined): VolumeVerdict {
  switch (choice?.as) {
    case "template":
      return "PerPod";
    case "shared":
      return "Shared";
    case "ephemeral":
    case "emptyDir":
      return "Empty";
    case "hostPath":
      return "PerNode";
    case undefined:
      return from === "HostPath" ? "PerNode" : from === "ClaimTemplate" ? "PerPod" : "Kept";
  }
}

/** The claims that are mounted afterwards, and those that were mounted before and are not any more. */
function claimsOf(
  { name, from, claim }: FoundVolume,
  choice: VolumeChoice | undefined,
  sharedClaim: string | undefined,
  object: Fields,
  { before, namespace, snapshot }: Context,
): readonly ConvertedClaim[] {
  const had =
    from === "ClaimTemplate"
      ? [
          ...ordinalClaims(name, before, namespace, snapshot),
          ...leftOverClaims(name, before, namespace, snapshot),
        ]
      : claim === undefined
        ? []
        : [claimFacts(claim, namespace, snapshot)];
  const shared = choice?.as === "shared" ? (choice.claim ?? sharedClaim) : undefined;
  const has =
    choice?.as === "template" || (choice === undefined && from === "ClaimTemplate")
      ? ordinalClaims(name, object, namespace, snapshot)
      : shared === undefined
        ? []
        : [had.find((each) => each.claim === shared) ?? claimFacts(shared, namespace, snapshot)];
  const mounted = new Set(has.map((each) => each.claim));
  return [
    ...has.map((each) => ({ ...each, use: "Mounted" as const })),
    ...had
      .filter((each) => !mounted.has(each.claim))
      .map((each) => ({ ...each, use: "LeftBehind" as const })),
  ];
}
