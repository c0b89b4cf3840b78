import type { KubeObject } from "../../kube/objects.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * What stands for a value: equal values of one snapshot get equal stand-ins, since which ReplicaSet is current
 * follows from whether two templates are equal. The numbers say nothing of the values.
 */
export class Redactions {
  readonly #standIns = new Map<string, string>();

  of(value: unknown): string {
    const key = JSON.stringify(value);
    const known = this.#standIns.get(key) ?? `<redacted ${this.#standIns.size + 1}>`;
    this.#standIns.set(key, known);
    return known;
  }
}

/**
 * The object without what an explanation does not need and others should not see: the values of environment
 * variables, the data of ConfigMaps, the copy of it all that `kubectl apply` keeps in an annotation, and
 * managedFields. References (`valueFrom`) stay, and so does the name of every variable.
 */
export function redact(object: KubeObject, redactions: Redactions): KubeObject {
  const { metadata, ...rest } = object;
  const emptied =
    object.kind === "ConfigMap"
      ? { ...rest, data: undefined, binaryData: undefined }
      : withoutEnvValues(rest, redactions);
  if (metadata === undefined) return emptied as KubeObject;
  const { managedFields: _, annotations = {}, ...kept } = metadata;
  const left = Object.entries(annotations).filter(([key]) => key !== lastApplied);
  return {
    ...(emptied as KubeObject),
    metadata: { ...kept, ...(left.length > 0 && { annotations: Object.fromEntries(left) }) },
  };
}

/** Wherever a list of environment variables stands: containers of pods, of templates, of revisions. */
function withoutEnvValues(value: unknown, redactions: Redactions): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEnvValues(item, redactions));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => {
      if (key === "env" && Array.isArray(of)) return [key, of.map((item) => withoutValue(item, redactions))];
      return [key, withoutEnvValues(of, redactions)];
    }),
  );
}

function withoutValue(variable: unknown, redactions: Redactions): unknown {
  if (typeof variable !== "object" || variable === null || !("value" in variable)) return variable;
  return { ...variable, value: redactions.of(variable.value) };
}
