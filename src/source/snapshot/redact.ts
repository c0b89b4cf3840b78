import type { KubeObject } from "../../kube/objects.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";
export const redacted = "<redacted>";

/**
 * The object without what an explanation does not need and others should not see: the values of environment
 * variables, the data of ConfigMaps, the copy of it all that `kubectl apply` keeps in an annotation, and
 * managedFields. References (`valueFrom`) stay, and so does the name of every variable.
 */
export function redact(object: KubeObject): KubeObject {
  const { metadata, ...rest } = object;
  const emptied =
    object.kind === "ConfigMap"
      ? { ...rest, data: undefined, binaryData: undefined }
      : withoutEnvValues(rest);
  if (metadata === undefined) return emptied as KubeObject;
  const { managedFields: _, annotations = {}, ...kept } = metadata;
  const left = Object.entries(annotations).filter(([key]) => key !== lastApplied);
  return {
    ...(emptied as KubeObject),
    metadata: { ...kept, ...(left.length > 0 && { annotations: Object.fromEntries(left) }) },
  };
}

/** Wherever a list of environment variables stands: containers of pods, of templates, of revisions. */
function withoutEnvValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEnvValues);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => {
      if (key === "env" && Array.isArray(of)) return [key, of.map(withoutValue)];
      return [key, withoutEnvValues(of)];
    }),
  );
}

function withoutValue(variable: unknown): unknown {
  const isSet = typeof variable === "object" && variable !== null && "value" in variable;
  return isSet ? { ...variable, value: redacted } : variable;
}
