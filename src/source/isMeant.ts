import { selectorMatches } from "../kube/labelSelector.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Read } from "../kube/read.ts";
import { apiVersionOf } from "../kube/resources.ts";
import { fieldsMatch } from "./fieldSelector.ts";

/** Whether the API server would answer the read with this object, which must say its apiVersion and kind. */
export function isMeant(
  object: KubeObject,
  { resource, namespace, name, labelSelector, fieldSelector }: Read,
): boolean {
  return (
    object.kind === resource.kind &&
    object.apiVersion === apiVersionOf(resource) &&
    (namespace === undefined || object.metadata?.namespace === namespace) &&
    (name === undefined || object.metadata?.name === name) &&
    (labelSelector === undefined || selectorMatches(labelSelector, object.metadata?.labels)) &&
    (fieldSelector === undefined || fieldsMatch(fieldSelector, object))
  );
}
