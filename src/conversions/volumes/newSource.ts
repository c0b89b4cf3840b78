import type { PersistentVolumeClaim } from "../../kube/objects.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { ConversionError } from "../conversionError.ts";
import type { VolumeChoice } from "../decided.ts";
import { valueAt } from "../fields.ts";
import type { FoundVolume } from "./foundVolumes.ts";

/** What stands for the volume afterwards, in one of the two lists. */
export interface NewSource {
  readonly list: "volumes" | "volumeClaimTemplates";
  readonly item: Fields;
  /** Nobody said how large the claim is to be, and no claim that is there tells. */
  readonly sizeAssumed?: boolean;
}

/** Where nobody says how large a new claim is to be, and no claim tells. */
export const assumedSize = "1Gi";

/**
 * @param claim the claim that it was mounted from, where that could be read
 * @param sharedClaim what `shared` without a name means
 * @throws ConversionError where the choice needs something that it was not given
 */
export function newSource(
  found: FoundVolume,
  choice: VolumeChoice,
  claim: PersistentVolumeClaim | undefined,
  sharedClaim: string | undefined,
): NewSource {
  const { name } = found;
  switch (choice.as) {
    case "template": {
      const { spec, sizeAssumed } = claimSpec(found, choice, claim);
      return { list: "volumeClaimTemplates", item: { metadata: { name }, spec }, sizeAssumed };
    }
    case "ephemeral": {
      const { labels, annotations } = (valueAt(found.value, ["metadata"]) ?? {}) as Fields;
      const metadata = {
        ...(annotations !== undefined && { annotations }),
        ...(labels !== undefined && { labels }),
      };
      const { spec, sizeAssumed } = claimSpec(found, choice, claim);
      const volumeClaimTemplate = { ...(Object.keys(metadata).length > 0 && { metadata }), spec };
      return { list: "volumes", item: { ephemeral: { volumeClaimTemplate }, name }, sizeAssumed };
    }
    case "shared": {
      const claimName = choice.claim ?? sharedClaim;
      if (claimName === undefined) {
        throw new ConversionError(
          `--volume ${name}=shared: there is no claim that it could share: name one, --volume ${name}=shared:CLAIM`,
        );
      }
      const readOnly = valueAt(found.value, ["persistentVolumeClaim", "readOnly"]);
      return {
        list: "volumes",
        item: { name, persistentVolumeClaim: { claimName, ...(readOnly !== undefined && { readOnly }) } },
      };
    }
    case "emptyDir":
      if (found.isDevice) throw noDevice(name, "emptyDir");
      return { list: "volumes", item: { emptyDir: {}, name } };
    case "hostPath":
      if (found.isDevice) throw noDevice(name, "hostPath");
      return { list: "volumes", item: { hostPath: { path: choice.path }, name } };
  }
}

function noDevice(name: string, as: string): ConversionError {
  return new ConversionError(
    `--volume ${name}=${as}: a container takes it as a block device, which only a claim gives: template, ephemeral or shared`,
  );
}

/** A claim template's own spec as it is; of a claim that exists what makes another one like it. */
function claimSpec(
  found: FoundVolume,
  { size, storageClass }: { readonly size?: string; readonly storageClass?: string },
  claim: PersistentVolumeClaim | undefined,
): { readonly spec: Fields; readonly sizeAssumed: boolean } {
  const own =
    found.from === "ClaimTemplate"
      ? valueAt(found.value, ["spec"])
      : valueAt(found.value, ["ephemeral", "volumeClaimTemplate", "spec"]);
  const { storageClassName, volumeMode, accessModes } = claim?.spec ?? {};
  const spec: Fields =
    (own as Fields | undefined) ??
    ({
      accessModes: accessModes ?? ["ReadWriteOnce"],
      resources: {
        requests: {
          storage:
            claim?.spec?.resources?.requests?.["storage"] ??
            claim?.status?.capacity?.["storage"] ??
            assumedSize,
        },
      },
      ...(storageClassName !== undefined && { storageClassName }),
      ...((volumeMode ?? (found.isDevice ? "Block" : "Filesystem")) === "Block" && { volumeMode: "Block" }),
    } as Fields);
  const resources = (spec["resources"] ?? {}) as Fields;
  const requests = (resources["requests"] ?? {}) as Fields;
  return {
    spec: {
      ...spec,
      ...(size !== undefined && { resources: { ...resources, requests: { ...requests, storage: size } } }),
      ...(storageClass !== undefined && { storageClassName: storageClass }),
    },
    sizeAssumed: own === undefined && claim === undefined && size === undefined,
  };
}
