/**
 * The steps of a path as the API server names a field: `spec.containers[0].name`, `metadata.labels[app]`.
 * Upstream: apimachinery pkg/util/validation/field/path.go#Path.String
 */
export function fieldSteps(field: string): readonly (string | number)[] {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, index = "", key]) => {
    if (key !== undefined) return key;
    return /^\d+$/.test(index) ? Number(index) : index;
  });
}
