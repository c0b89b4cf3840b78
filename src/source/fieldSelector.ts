import type { KubeObject } from "../kube/objects.ts";

/** One part of a field selector. */
export interface FieldRequirement {
  /** `involvedObject.kind` */
  readonly field: string;
  readonly isEqual: boolean;
  readonly value: string;
}

/**
 * Reads a field selector such as `involvedObject.kind=Pod,type!=Normal`. In values `\` stands before `,`, `=` and
 * itself. No part at all selects everything.
 *
 * Upstream: apimachinery pkg/fields/selector.go#ParseSelector (v1.36)
 * @throws Error in its words
 */
export function parseFieldSelector(selector: string): readonly FieldRequirement[] {
  const parts = selector.match(/(?:\\[\s\S]?|[^\\,])+/g) ?? [];
  return parts.map((part) => {
    const [whole, field = "", operator, value = ""] = /^(.*?)(!=|==|=)(.*)$/s.exec(part) ?? [];
    if (whole === undefined) throw new Error(`invalid selector: '${selector}'; can't understand '${part}'`);
    return { field, isEqual: operator !== "!=", value: unescaped(value) };
  });
}

/**
 * Whether an object satisfies a field selector. The API server allows only some fields of each kind; here any
 * path of the object will do. An absent field is empty.
 *
 * @throws Error for what is no field selector
 */
export function fieldsMatch(selector: string, object: KubeObject): boolean {
  return parseFieldSelector(selector).every(
    ({ field, isEqual, value }) => (valueAt(object, field.split(".")) === value) === isEqual,
  );
}

/** Upstream: selector.go#UnescapeValue */
function unescaped(value: string): string {
  const [wrong] = value.match(/\\(?![\\,=])[\s\S]?/) ?? [];
  const plain = value.replace(/\\[\\,=]/g, "");
  if (plain.includes("=")) throw new Error("invalid field selector: unescaped character in value: =");
  if (plain.includes("\\")) throw new Error(`invalid field selector: invalid escape sequence: ${wrong}`);
  return value.replace(/\\([\\,=])/g, "$1");
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): string {
  if (key === undefined) return typeof value === "string" ? value : value === undefined ? "" : String(value);
  if (typeof value !== "object" || value === null) return "";
  return valueAt((value as { readonly [field: string]: unknown })[key], rest);
}
