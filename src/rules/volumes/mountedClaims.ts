import type { MountedClaim } from "../../explanation/mountedClaim.ts";
import type { PersistentVolume, PersistentVolumeClaim, PodSpec } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { persistentVolumeClaims, persistentVolumes } from "../../kube/resources.ts";
import { objectNamed, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload, workloadsBeside } from "../workloads.ts";
import { onlyNode, volumeSource } from "./volumeSource.ts";

/** Each claim that the pod template names, by its name, and the volume that it is bound to. */
export function mountedClaimReads(workload: Workload, soFar: Snapshot): readonly Read[] {
  const namespace = workload.metadata?.namespace ?? "";
  const claims = new Set(claimVolumes(workload.spec?.template?.spec).map(({ claim }) => claim));
  return [...claims].flatMap((name): readonly Read[] => {
    const claimRead: Read = { resource: persistentVolumeClaims, namespace, name };
    const volume = objectNamed<PersistentVolumeClaim>(soFar, persistentVolumeClaims, namespace, name)?.spec
      ?.volumeName;
    return volume ? [claimRead, { resource: persistentVolumes, name: volume }] : [claimRead];
  });
}

/** The claims that all pods of the workload share, since its template names them, in the template's order. */
export function mountedClaimsOf(workload: Workload, snapshot: Snapshot): readonly MountedClaim[] {
  const namespace = workload.metadata?.namespace ?? "";
  const spec = workload.spec?.template?.spec;
  const others = workloadsBeside(workload, snapshot);
  return claimVolumes(spec).map(({ volume, claim: name, readOnly }): MountedClaim => {
    const claim = objectNamed<PersistentVolumeClaim>(snapshot, persistentVolumeClaims, namespace, name);
    const bound = claim?.spec?.volumeName;
    const persistentVolume = bound
      ? objectNamed<PersistentVolume>(snapshot, persistentVolumes, undefined, bound)
      : undefined;
    return {
      volume,
      claim: name,
      readOnly: readOnly || mountedReadOnly(spec, volume),
      ...existence(claim, { resource: persistentVolumeClaims, namespace, name }, snapshot),
      ...(claim && factsOfClaim(claim, persistentVolume)),
      ...accessModes(claim, persistentVolume),
      ...(persistentVolume && factsOfVolume(persistentVolume)),
      alsoMountedBy: others
        .filter((other) => claimVolumes(other.spec?.template?.spec).some(({ claim }) => claim === name))
        .map(nameOfWorkload),
    };
  });
}

function claimVolumes(spec: PodSpec | undefined) {
  return (spec?.volumes ?? []).flatMap(({ name: volume, persistentVolumeClaim: source }) =>
    source === undefined ? [] : [{ volume, claim: source.claimName, readOnly: source.readOnly === true }],
  );
}

/** A block device is never mounted read-only. */
function mountedReadOnly(spec: PodSpec | undefined, volume: string): boolean {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const isDevice = containers.some(({ volumeDevices = [] }) =>
    volumeDevices.some(({ name }) => name === volume),
  );
  const mounts = containers.flatMap(({ volumeMounts = [] }) =>
    volumeMounts.filter(({ name }) => name === volume),
  );
  return !isDevice && mounts.length > 0 && mounts.every(({ readOnly }) => readOnly === true);
}

/** That it is not there may be said only where the API server said so. */
function existence(
  claim: PersistentVolumeClaim | undefined,
  read: Read,
  snapshot: Snapshot,
): Pick<MountedClaim, "exists"> {
  if (claim !== undefined) return { exists: true };
  return resultOf(snapshot, read)?.failure?.reason === "NotFound" ? { exists: false } : {};
}

function factsOfClaim(
  { spec, status }: PersistentVolumeClaim,
  persistentVolume: PersistentVolume | undefined,
): Partial<MountedClaim> {
  const capacity = status?.capacity?.["storage"] ?? persistentVolume?.spec?.capacity?.["storage"];
  return {
    ...(status?.phase !== undefined && { phase: status.phase }),
    ...(capacity !== undefined && { capacity }),
    ...(spec?.storageClassName && { storageClass: spec.storageClassName }),
    ...(spec?.volumeName && { persistentVolume: spec.volumeName }),
  };
}

function accessModes(
  claim: PersistentVolumeClaim | undefined,
  persistentVolume: PersistentVolume | undefined,
): Pick<MountedClaim, "accessModes" | "accessModesFrom"> {
  if (persistentVolume !== undefined) {
    return {
      accessModes: persistentVolume.spec?.accessModes ?? [],
      accessModesFrom: "PersistentVolume",
    };
  }
  if (claim === undefined) return { accessModes: [], accessModesFrom: "None" };
  return { accessModes: claim.spec?.accessModes ?? [], accessModesFrom: "PersistentVolumeClaim" };
}

function factsOfVolume(persistentVolume: PersistentVolume): Partial<MountedClaim> {
  const node = onlyNode(persistentVolume);
  return { ...volumeSource(persistentVolume), ...(node !== undefined && { onlyOnNode: node }) };
}
