import type { WorkloadName } from "./references.ts";

/** A PersistentVolumeClaim that the pod template names: all pods of the workload mount the same one. */
export interface MountedClaim {
  /** Of the pod template. */
  readonly volume: string;
  readonly claim: string;
  /** Every mount of it, or the volume itself, is read-only. */
  readonly readOnly: boolean;
  /** Absent when claims could not be read. */
  readonly exists?: boolean;
  /** Bound, Pending, Lost */
  readonly phase?: string;
  /** What the volume has, `10Gi`. */
  readonly capacity?: string;
  readonly storageClass?: string;
  /** The attach controller goes by those of the PersistentVolume. */
  readonly accessModes: readonly string[];
  readonly accessModesFrom: "PersistentVolume" | "PersistentVolumeClaim" | "None";
  readonly persistentVolume?: string;
  /** Driver of a CSI volume, else the name of its source: `nfs`, `hostPath`. */
  readonly driver?: string;
  /**
   * Whether the attach controller keeps a second node away. False for sources that are mounted without being
   * attached, as `nfs` is. Absent for CSI drivers that may say either, and when the volume could not be read.
   */
  readonly attaches?: boolean;
  /** The volume can be mounted on this node alone, by its node affinity. */
  readonly onlyOnNode?: string;
  /** Other workloads of the namespace that mount it. */
  readonly alsoMountedBy: readonly WorkloadName[];
}
