import type { KubeObject } from "../../src/kube/objects.ts";
import { resourceOf } from "../../src/kube/resources.ts";
import { pathOf } from "../../src/source/cluster/lists/path.ts";

/** Where the API server keeps the object; its status is one level below. */
export function objectPath(object: KubeObject): string {
  return `${collectionPath(object)}/${object.metadata?.name}`;
}

export function collectionPath(object: KubeObject): string {
  const resource = resourceOf(object);
  if (resource === undefined) throw new Error(`no resource is known for ${object.apiVersion} ${object.kind}`);
  const { namespace } = object.metadata ?? {};
  return pathOf({ resource, ...(namespace !== undefined && { namespace }) });
}

/** Lists leave the type out of their items. */
export function podPath(pod: KubeObject): string {
  return objectPath({ ...pod, apiVersion: "v1", kind: "Pod" });
}
