import type { ConvertedClaim } from "../../explanation/convertedVolume.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { persistentVolumeClaims, persistentVolumes } from "../../kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { foundVolumes } from "./foundVolumes.ts";

/** All claims of the namespace, where the workload has any: those of ordinals that are no more may be mounted again. */
export function claimReads(object: Fields, namespace: string, soFar: Snapshot): readonly Read[] {
  const found = foundVolumes(object);
  if (!found.some(({ from }) => from === "Claim" || from === "ClaimTemplate")) return [];
  const mounted = found.flatMap(({ claim }) => claim ?? []);
  const volumes = mounted.flatMap((name) => {
    const bound = claimNamed(name, namespace, soFar)?.spec?.volumeName;
    return bound ? [{ resource: persistentVolumes, name: bound }] : [];
  });
  return [{ resource: persistentVolumeClaims, namespace }, ...volumes];
}

export function claimNamed(name: string, namespace: string, snapshot: Snapshot) {
  return objectNamed<PersistentVolumeClaim>(snapshot, persistentVolumeClaims, namespace, name);
}

export function claimNames(namespace: string, snapshot: Snapshot): readonly string[] {
  return objectsOf(snapshot, persistentVolumeClaims, namespace).flatMap(
    ({ metadata }) => metadata?.name ?? [],
  );
}

/** That there is no claim may be said only where all of them were listed. */
export function claimFacts(
  name: string,
  namespace: string,
  snapshot: Snapshot,
): Omit<ConvertedClaim, "use" | "ordinal"> {
  const claim = claimNamed(name, namespace, snapshot);
  if (claim === undefined) {
    const list = resultOf(snapshot, { resource: persistentVolumeClaims, namespace });
    const isKnown = list?.objects !== undefined && list.incomplete === undefined;
    return { claim: name, ...(isKnown && { exists: false }) };
  }
  const { spec, status } = claim;
  const volume = spec?.volumeName
    ? objectNamed<PersistentVolume>(snapshot, persistentVolumes, undefined, spec.volumeName)
    : undefined;
  const capacity = status?.capacity?.["storage"] ?? spec?.resources?.requests?.["storage"];
  // What attaching goes by are the modes of the volume, not those that were asked for.
  const accessModes = volume?.spec?.accessModes ?? spec?.accessModes;
  return {
    claim: name,
    exists: true,
    ...(accessModes !== undefined && { accessModes }),
    ...(capacity !== undefined && { capacity }),
    ...(spec?.storageClassName !== undefined && { storageClass: spec.storageClassName }),
    ...(spec?.volumeName && { persistentVolume: spec.volumeName }),
    ...(volume?.spec?.persistentVolumeReclaimPolicy && {
      reclaimPolicy: volume.spec.persistentVolumeReclaimPolicy,
    }),
  };
}
