import type { ObjectRef } from "../kube/objectRef.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { SnapshotSource } from "../kube/snapshot.ts";
import type { ConversionReference } from "./conversionReference.ts";
import type { ConvertedVolume } from "./convertedVolume.ts";
import type { documentVersion, Gap } from "./explanation.ts";
import type { Finding } from "./finding.ts";
import type { Runbook } from "./runbook.ts";

/** What a workload can be converted to. */
export type TargetKind = "Deployment" | "StatefulSet" | "DaemonSet";

/** What can be converted. */
export type SourceKind = TargetKind | "ReplicaSet" | "ReplicationController" | "Pod";

/** A workload beside itself as another kind. `-o json` prints exactly this. */
export interface Conversion {
  readonly apiVersion: typeof documentVersion;
  readonly kind: "Conversion";
  readonly subject: ObjectRef & { readonly kind: SourceKind };
  /** What it becomes: the first of objects. */
  readonly target: {
    readonly apiVersion: string;
    readonly kind: TargetKind;
    readonly namespace?: string;
    readonly name: string;
    /** One of that name is there: applying the manifest would change that one. */
    readonly exists?: true;
  };
  /** RFC 3339. */
  readonly observedAt: string;
  readonly source: SnapshotSource;
  /** One sentence: how much changes, how much is lost, how much is to be decided. */
  readonly sentence: string;
  /** The command that made it, without its output format, to be run again: `kubectl workload convert …`. */
  readonly command: string;
  readonly changes: readonly Change[];
  readonly decisions: readonly Decision[];
  readonly volumes: readonly ConvertedVolume[];
  readonly pods: ConvertedPods;
  /** What names the old kind, its pods or their names. Absent when nobody looked (`--references=false`). */
  readonly references?: readonly ConversionReference[];
  /** Complete manifests, ready to apply in this order behind each other: the workload, then what goes with it. */
  readonly objects: readonly KubeObject[];
  /** As objects, as `-o yaml` prints it: with the comments of a file, and a comment at each open decision. */
  readonly manifest: string;
  /** What is compared: a live object as a person would have written it, or the file as it is. */
  readonly before: NamedText;
  readonly after: NamedText;
  /** Unified, for `patch` and `git apply`; empty when nothing differs. */
  readonly diff: string;
  /** What the API server says of each object that it could try. Absent when it was not asked (`--validate=server`). */
  readonly validation?: readonly ObjectValidation[];
  readonly runbooks: readonly Runbook[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

export interface NamedText {
  /** As it stands in the head of the diff, without `a/` and `b/`. */
  readonly name: string;
  readonly text: string;
  /** Of a file that could not be edited in place, such as a List or JSON: its comments are not in the text. */
  readonly rewritten?: true;
}

/**
 * - Kept: the same on both sides.
 * - Changed: the other kind says it in another way, or its value means something else there.
 * - Dropped: the other kind has nothing like it.
 * - Added: the other kind needs it.
 * - Decision: what the user has to decide; what stands there is the most careful choice.
 */
export type ChangeAction = "Kept" | "Changed" | "Dropped" | "Added" | "Decision";

export interface Change {
  /**
   * Field path as `kubectl explain` has it, items of lists by name where they have one:
   * `spec.template.spec.volumes[data]`. In the old object, of what is added in the new one.
   */
  readonly path: string;
  /** Where it stands in the new object, when that is elsewhere. */
  readonly newPath?: string;
  readonly action: ChangeAction;
  /** Absent where the old object has nothing there, and for what is kept. */
  readonly from?: unknown;
  /** Absent where the new object has nothing there, and for what is kept. */
  readonly to?: unknown;
  /** Why, and what follows: lower case, no final period. */
  readonly reason: string;
}

export interface Decision {
  /** What it is about: `volume data`, `replicas`, `service name`. */
  readonly about: string;
  /** In the new object. */
  readonly path: string;
  /** False once a flag has decided. */
  readonly open: boolean;
  /** The flag that decides, and its value now: `--volume data=shared`. */
  readonly flag: string;
  /** What is at stake, in a clause. */
  readonly question: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** As it is typed: `--volume data=template`. */
  readonly flag: string;
  /** What it gives and what it costs, in a clause. */
  readonly effect: string;
}

/** How many pods there are before and after, and what they are called. */
export interface ConvertedPods {
  /** Absent when it is not known: a DaemonSet in a file has as many as nodes that it fits. */
  readonly before?: number;
  readonly after?: number;
  /** How many nodes would take such a pod after, as far as labels, affinity and taints go; absent when not read. */
  readonly nodes?: number;
  /** `grafana-<hash>-<random>`, `grafana-0 … grafana-2`, `grafana-<random>`. */
  readonly namesBefore: string;
  readonly namesAfter: string;
}

/** What the API server says of an object, in a dry run. */
export interface ObjectValidation {
  readonly kind: string;
  readonly name: string;
  readonly accepted: boolean;
  /** Why not, in its words. */
  readonly message?: string;
  readonly causes: readonly {
    /** As the API server names it: `spec.template.spec.containers[0].name`. */
    readonly field?: string;
    readonly message?: string;
  }[];
}
