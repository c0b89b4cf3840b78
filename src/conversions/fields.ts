import type { StringMap } from "../kube/objects.ts";
import { type Fields, isFields, nameOfItem } from "../rules/pods/templateFields.ts";

/** The way to a value: keys, and indices of lists. */
export type Path = readonly (string | number)[];

/** `spec.template.spec` */
export function pathOf(dotted: string): Path {
  return dotted.split(".");
}

/** The value there; undefined where there is none. */
export function valueAt(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], rest);
  return isFields(value) && Object.hasOwn(value, step) ? valueAt(value[step], rest) : undefined;
}

/** The objects of the list there; none where there is no list. */
export function listAt(object: Fields, path: Path): readonly Fields[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The labels of its pod template. */
export function podLabels(object: Fields): StringMap {
  return (valueAt(object, ["spec", "template", "metadata", "labels"]) ?? {}) as StringMap;
}

/** A copy with the value there; objects that are missing on the way are made. */
export function withValue(fields: Fields, path: Path, value: unknown): Fields {
  return put(fields, path, value) as Fields;
}

function put(at: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(at)) return at.with(Number(step), put(at[Number(step)], rest, value));
  const fields = isFields(at) ? at : {};
  return { ...fields, [step]: put(fields[step], rest, value) };
}

/**
 * A copy without what is there. Objects and lists that have nothing left for it go as well: a `strategy: {}` is not
 * what anybody would write.
 */
export function withoutValue(fields: Fields, path: Path): Fields {
  return (remove(fields, path) ?? {}) as Fields;
}

function remove(at: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(at)) {
    const index = Number(step);
    const item = remove(at[index], rest);
    const left = item === undefined ? at.toSpliced(index, 1) : at.with(index, item);
    return left.length === 0 ? undefined : left;
  }
  if (!isFields(at) || !Object.hasOwn(at, step)) return at;
  const { [step]: taken, ...others } = at;
  const item = remove(taken, rest);
  if (item !== undefined) return { ...at, [step]: item };
  return Object.keys(others).length === 0 ? undefined : others;
}

/** As people write it: `spec.template.spec.volumes[data].emptyDir`, items by their names where they have one. */
export function pathText(fields: Fields, path: Path): string {
  let at: unknown = fields;
  let text = "";
  let field = "";
  for (const step of path) {
    if (Array.isArray(at)) {
      const item: unknown = at[Number(step)];
      text += `[${nameIn(item, field) ?? step}]`;
      at = item;
    } else {
      field = String(step);
      text += stepText(field, text === "");
      at = isFields(at) ? at[field] : undefined;
    }
  }
  return text;
}

/** A claim template has its name where objects have it. */
function nameIn(item: unknown, field: string): string | undefined {
  if (!isFields(item)) return undefined;
  const name = nameOfItem(item, field) ?? valueAt(item, ["metadata", "name"]);
  return typeof name === "string" ? name : undefined;
}

/** Keys of maps may have dots: `metadata.labels['app.kubernetes.io/name']`, as JSONPath has it. */
function stepText(key: string, first: boolean): string {
  if (/[./'[\]]/.test(key)) return `['${key}']`;
  return first ? key : `.${key}`;
}
