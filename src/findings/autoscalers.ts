import type { Autoscaler } from "../explanation/references.ts";
import type { ObjectRef } from "../kube/objectRef.ts";

/** Those that somebody wrote: without the HorizontalPodAutoscaler that KEDA makes of a ScaledObject. */
export function written(autoscalers: readonly Autoscaler[]): readonly Autoscaler[] {
  const scaledObjects = new Set(
    autoscalers.filter(({ ref }) => ref.kind === "ScaledObject").map(({ ref }) => ref.name),
  );
  return autoscalers.filter(
    ({ managedBy }) => managedBy?.kind !== "ScaledObject" || !scaledObjects.has(managedBy.name),
  );
}

/** What takes the place of `spec.replicas`; a VerticalPodAutoscaler does not. */
export function setsReplicas({ ref }: Autoscaler): boolean {
  return ref.kind !== "VerticalPodAutoscaler";
}

/** As kubectl takes it: `hpa web`. */
export function kubectlName(kind: string, name: string): string {
  return `${resources.get(kind) ?? kind.toLowerCase()} ${name}`;
}

const resources: ReadonlyMap<string, string> = new Map([
  ["HorizontalPodAutoscaler", "hpa"],
  ["VerticalPodAutoscaler", "vpa"],
]);

/** Where it names its target. */
export function targetField({ kind }: Pick<ObjectRef, "kind">): "scaleTargetRef" | "targetRef" {
  return kind === "VerticalPodAutoscaler" ? "targetRef" : "scaleTargetRef";
}
