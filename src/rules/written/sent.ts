import { type Fields, isFields } from "../pods/templateFields.ts";

/**
 * Whether the field came with somebody's request, which the server notes before admission adds to the object; what
 * admission and a binding add is nobody's. The path is one of `fieldsV1`: `f:spec`, `f:volumes`, `k:{"name":"data"}`.
 * False where the object has no such notes.
 *
 * Upstream: apiserver pkg/endpoints/handlers/create.go#createHandler, apimachinery
 * pkg/util/managedfields (v1.36)
 */
export function wasSent(object: Fields, path: readonly string[]): boolean {
  const metadata = object["metadata"];
  const entries = isFields(metadata) ? metadata["managedFields"] : undefined;
  return (
    Array.isArray(entries) &&
    entries.some((entry) => {
      if (!isFields(entry) || (entry["subresource"] ?? "") !== "") return false;
      return (
        path.reduce<unknown>((at, step) => (isFields(at) ? at[step] : undefined), entry["fieldsV1"]) !==
        undefined
      );
    })
  );
}
