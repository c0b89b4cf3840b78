import type { KubeObject } from "../../kube/objects.ts";

/**
 * Whether an object satisfies a field selector such as `involvedObject.kind=Pod,type!=Normal`. The API server
 * allows only some fields of each kind; here any path of the object will do. An absent field is empty.
 *
 * Upstream: apimachinery pkg/fields/selector.go#ParseSelector (v1.36)
 */
export function fieldsMatch(selector: string, object: KubeObject): boolean {
  return selector.split(",").every((part) => {
    const [, path = "", operator = "=", value = ""] = /^([^=!]+)(==|!=|=)(.*)$/.exec(part) ?? [];
    const same = valueAt(object, path.split(".")) === value;
    return operator === "!=" ? !same : same;
  });
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): string {
  if (key === undefined) return typeof value === "string" ? value : value === undefined ? "" : String(value);
  if (typeof value !== "object" || value === null) return "";
  return valueAt((value as { readonly [field: string]: unknown })[key], rest);
}
