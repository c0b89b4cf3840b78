/** What pods get their data from, in a pod template or in a volumeClaimTemplate. */
export type VolumeSourceKind = "Claim" | "ClaimTemplate" | "Ephemeral" | "EmptyDir" | "HostPath" | "Other";

/**
 * - Kept: every pod gets the same as before.
 * - Shared: all pods mount one claim.
 * - PerPod: every pod has a claim of its own, which stays when the pod goes.
 * - Empty: every pod starts with an empty volume, which goes with the pod.
 * - PerNode: every pod gets what lies on its node.
 */
export type VolumeVerdict = "Kept" | "Shared" | "PerPod" | "Empty" | "PerNode";

export interface ConvertedVolume {
  readonly name: string;
  readonly from: VolumeSourceKind;
  readonly to: VolumeSourceKind;
  readonly verdict: VolumeVerdict;
  /** What becomes of the data, in a sentence. */
  readonly sentence: string;
  /** Every claim that has to do with it, before or after. */
  readonly claims: readonly ConvertedClaim[];
  /** Of a hostPath. */
  readonly path?: string;
}

export interface ConvertedClaim {
  readonly claim: string;
  /** Whose it is, of a StatefulSet's pod, before or after. */
  readonly ordinal?: number;
  /**
   * - Mounted: pods mount it afterwards.
   * - LeftBehind: no pod mounts it afterwards; it stays, with its data.
   */
  readonly use: "Mounted" | "LeftBehind";
  /** False: it is to be created, empty. Absent when it is not known. */
  readonly exists?: boolean;
  readonly accessModes?: readonly string[];
  readonly capacity?: string;
  readonly storageClass?: string;
  /** The volume that it is bound to, and what becomes of that when the claim goes. */
  readonly persistentVolume?: string;
  readonly reclaimPolicy?: string;
}
