import type { ConvertedClaim, ConvertedVolume } from "../../explanation/convertedVolume.ts";
import type { KubeObject } from "../../kube/objects.ts";
import type { Scene } from "./scene.ts";

/** A claim whose volume goes over to that of the first ordinal, and all that is needed for it. */
export interface MovableClaim {
  /** Of the volume, and of the claim template. */
  readonly volume: string;
  readonly from: string;
  readonly to: string;
  readonly persistentVolume: string;
  readonly reclaimPolicy: string;
  readonly capacity: string;
  readonly accessModes: readonly string[];
  /** Empty: none. */
  readonly storageClass: string;
  readonly volumeMode?: string;
}

interface WithClaimTemplates extends KubeObject {
  readonly spec?: {
    readonly volumeClaimTemplates?: readonly {
      readonly metadata?: { readonly name?: string };
      readonly spec?: { readonly volumeMode?: string };
    }[];
  };
}

/** The claim, or why no volume comes along: a clause; neither where no claim becomes a template. */
export type Movable =
  | { readonly claim: MovableClaim; readonly obstacle?: never }
  | { readonly claim?: never; readonly obstacle?: string };

/**
 * One volume comes along: its claim is bound to a volume of which all is known that has to be put back, nothing else
 * mounts that as far as its modes go, and the claim of the first ordinal is not there yet.
 */
export function movableClaim({ conversion }: Scene): Movable {
  const [volume, another] = conversion.volumes.filter(
    ({ from, to, claims }) =>
      from === "Claim" && to === "ClaimTemplate" && claims.some(({ use }) => use === "LeftBehind"),
  );
  const old = volume?.claims.find(({ use }) => use === "LeftBehind");
  if (volume === undefined || old === undefined) return {};
  const obstacle =
    another === undefined ? obstacleOf(conversion, volume, old) : "several volumes would have to";
  if (obstacle !== undefined) return { obstacle };
  const {
    persistentVolume = "",
    reclaimPolicy = "",
    capacity = "",
    accessModes = [],
    storageClass = "",
  } = old;
  const [workload] = conversion.objects as readonly WithClaimTemplates[];
  const template = workload?.spec?.volumeClaimTemplates?.find(
    ({ metadata }) => metadata?.name === volume.name,
  );
  const volumeMode = template?.spec?.volumeMode;
  return {
    claim: {
      volume: volume.name,
      from: old.claim,
      to: firstOrdinal(volume)?.claim ?? "",
      persistentVolume,
      reclaimPolicy,
      capacity,
      accessModes,
      storageClass,
      ...(volumeMode !== undefined && { volumeMode }),
    },
  };
}

function obstacleOf(
  { volumes }: Scene["conversion"],
  volume: ConvertedVolume,
  { claim, exists, persistentVolume, reclaimPolicy, capacity, accessModes = [] }: ConvertedClaim,
): string | undefined {
  const first = firstOrdinal(volume);
  const again = volumes.find(
    ({ name, claims }) => name !== volume.name && claims.some((one) => one.claim === claim),
  );
  if (exists === false) return `there is no claim \`${claim}\``;
  if (exists === undefined) return "the claims of the namespace could not be read";
  if (persistentVolume === undefined || capacity === undefined) return `\`${claim}\` is bound to no volume`;
  if (reclaimPolicy === undefined) return `the volume of \`${claim}\` could not be read`;
  if (!accessModes.some((mode) => /^ReadWriteOnce(Pod)?$/.test(mode))) {
    return `\`${claim}\` is ${accessModes.join(", ")}: others may mount it`;
  }
  if (again !== undefined) return `the volume \`${again.name}\` mounts \`${claim}\` as well`;
  if (first === undefined) return "there is no first ordinal";
  if (first.exists === true) return `the claim \`${first.claim}\` is there already, with data of its own`;
  return first.exists === undefined ? `whether \`${first.claim}\` is there is not known` : undefined;
}

function firstOrdinal({ claims }: ConvertedVolume): ConvertedClaim | undefined {
  return claims
    .filter(({ use, ordinal }) => use === "Mounted" && ordinal !== undefined)
    .toSorted((one, other) => (one.ordinal ?? 0) - (other.ordinal ?? 0))[0];
}
