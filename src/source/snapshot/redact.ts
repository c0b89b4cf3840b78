import { corefileDomain } from "../../kube/corefile.ts";
import type { ConfigMap, KubeObject } from "../../kube/objects.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * What stands for a value: equal values of one variable get equal stand-ins, since which ReplicaSet is current
 * follows from whether two templates are equal. The numbers say nothing of the values, and nothing of whether
 * two variables hold the same.
 */
export class Redactions {
  readonly #standIns = new Map<string, string>();

  of(variable: string, value: unknown): string {
    const key = JSON.stringify([variable, value]);
    const known = this.#standIns.get(key) ?? `<redacted ${this.#standIns.size + 1}>`;
    this.#standIns.set(key, known);
    return known;
  }
}

/**
 * The object without what an explanation does not need and others should not see: the values of environment
 * variables, the arguments of commands, the headers and queries that probes send, the data of ConfigMaps, the copy of it all
 * that `kubectl apply` keeps in an annotation, and
 * managedFields. References (`valueFrom`) stay, and so does the name of every variable.
 */
export function redact(object: KubeObject, redactions: Redactions): KubeObject {
  const { metadata, ...rest } = object;
  const emptied = object.kind === "ConfigMap" ? withoutData(object) : withoutValues(rest, redactions);
  if (metadata === undefined) return emptied as KubeObject;
  const { managedFields: _, annotations = {}, ...kept } = metadata;
  const left = Object.entries(annotations).filter(([key]) => key !== lastApplied);
  return {
    ...(emptied as KubeObject),
    metadata: { ...kept, ...(left.length > 0 && { annotations: Object.fromEntries(left) }) },
  };
}

/** Of CoreDNS' configuration the cluster's domain stays, in which all names of pods end. */
function withoutData({ metadata: _, ...configMap }: KubeObject & Pick<ConfigMap, "data">): KubeObject {
  const domain = corefileDomain(configMap.data?.["Corefile"] ?? "");
  const data = domain === undefined ? undefined : { Corefile: `${domain} {\n    kubernetes ${domain}\n}\n` };
  return { ...configMap, data, binaryData: undefined } as KubeObject;
}

/** Wherever a list of values stands: containers of pods, of templates, of revisions. */
function withoutValues(value: unknown, redactions: Redactions): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutValues(item, redactions));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => {
      if (holdsTexts.has(key) && Array.isArray(of)) return [key, of.map((text) => redactions.of(key, text))];
      if (holdsValues.has(key) && Array.isArray(of))
        return [key, of.map((item) => withoutValue(item, redactions))];
      if (key === "path" && typeof of === "string") return [key, withoutQuery(of, redactions)];
      return [key, withoutValues(of, redactions)];
    }),
  );
}

/** What a probe or a hook asks for may carry a key, as `/healthz?key=…` does. */
function withoutQuery(path: string, redactions: Redactions): string {
  const [before = "", query] = path.split(/\?(.*)/s);
  return query === undefined ? path : `${before}?${redactions.of("path", query)}`;
}

function withoutValue(variable: unknown, redactions: Redactions): unknown {
  if (typeof variable !== "object" || variable === null || !("value" in variable)) return variable;
  const name = "name" in variable ? String(variable.name) : "";
  return { ...variable, value: redactions.of(name, variable.value) };
}

/** What containers, probes and hooks run. */
const holdsTexts = new Set(["args", "command"]);

/** Lists of a name and a value each: environment variables, and the headers that probes and hooks send. */
const holdsValues = new Set(["env", "httpHeaders"]);
