import type { ObjectRef } from "../kube/objectRef.ts";

/** Something that points at the workload, its pods or their names, and what becomes of that. */
export interface ConversionReference {
  readonly ref: ObjectRef;
  /** JSON Pointer to what points. */
  readonly path: string;
  readonly value: unknown;
  /**
   * - Kind: it names the kind, and means nothing once that is another.
   * - Labels: it selects the pods by labels, and finds the new ones as the old.
   * - PodName: it names a pod, or its name in DNS.
   * - Manager: it would undo what is done by hand.
   */
  readonly by: "Kind" | "Labels" | "PodName" | "Manager";
  /** It goes on working without anybody doing anything. */
  readonly holds: boolean;
  /** What becomes of it: lower case, no final period. */
  readonly effect: string;
  /** The command that mends it, where there is one, and the one that undoes that. */
  readonly patch?: string;
  readonly unpatch?: string;
}

/** The reference by which another object owns the workload, and would undo what is done to it. */
export function ownerAmong(references: readonly ConversionReference[] = []): ConversionReference | undefined {
  return references.find(({ by, path }) => by === "Manager" && path.startsWith("/metadata/ownerReferences"));
}

/** Whether what refers takes the place of `spec.replicas`: a VerticalPodAutoscaler does not. */
export function scalesReplicas({ kind }: Pick<ObjectRef, "kind">): boolean {
  return kind === "HorizontalPodAutoscaler" || kind === "ScaledObject";
}
