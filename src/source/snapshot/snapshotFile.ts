import type { KubeObject, LabelSelector } from "../../kube/objects.ts";
import type { ReadFailureReason } from "../../kube/read.ts";
import type { SnapshotSource } from "../../kube/snapshot.ts";

export const snapshotVersion = "workload.kubectl/v1alpha1";

/** A saved snapshot: which reads were made, what came of each, and the objects that they brought. */
export interface SnapshotFile {
  readonly apiVersion: typeof snapshotVersion;
  readonly kind: "Snapshot";
  readonly observedAt: string;
  readonly source: SnapshotSource;
  readonly reads: readonly RecordedRead[];
  /** Every object once, with apiVersion and kind, in the order of kind, namespace and name. */
  readonly items: readonly KubeObject[];
}

export interface RecordedRead {
  readonly apiVersion: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
  readonly fieldSelector?: string;
  readonly outcome: "OK" | ReadFailureReason;
  /** Of a failure. */
  readonly message?: string;
}
