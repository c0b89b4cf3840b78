import type { Decided } from "../conversions/decided.ts";
import type { TargetKind } from "../explanation/conversion.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { SourceKindNames } from "./sourceKinds.ts";

export type { Decided, VolumeChoice } from "../conversions/decided.ts";

/** What the user asks to have converted. */
export interface ConvertRequest {
  readonly subject: { readonly kind: SourceKindNames; readonly namespace: string; readonly name: string };
  readonly to: TargetKind;
  readonly decided: Decided;
  /** Whether to look in the cluster for what points at it. */
  readonly references: boolean;
  /** Lines of context in the diff. */
  readonly context: number;
  /** As it was typed, without its output format: `kubectl workload convert deploy/grafana --to statefulset`. */
  readonly command: string;
  /** Of the command, what says which cluster: `--context prod`; "" for the kubeconfig's own context. */
  readonly connection: string;
  /** The manifest that is converted, where it is not the live object. */
  readonly file?: ManifestFile;
}

export interface ManifestFile {
  /** Without a leading `/`, as it stands in the head of the diff. */
  readonly name: string;
  readonly text: string;
  /** Counted from 1. Absent where the object has no document of its own: an item of a List, or a file in JSON. */
  readonly document?: number;
  readonly object: KubeObject;
}
