import type { KubeObject, OwnerReference } from "./objects.ts";

/** The owner that manages the object, if it has one. Upstream: apimachinery metav1.GetControllerOf. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata?.ownerReferences?.find((owner) => owner.controller === true);
}

/**
 * The objects whose controller is `owner`. By UID: during a change of kind a Deployment and a StatefulSet
 * may share a name, and labels only cause adoption. Upstream: controller_ref_manager.go#ClaimObject.
 */
export function controlledBy<T extends KubeObject>(objects: readonly T[], owner: KubeObject): readonly T[] {
  const uid = owner.metadata?.uid;
  if (uid === undefined) return [];
  return objects.filter((object) => controllerOf(object)?.uid === uid);
}
