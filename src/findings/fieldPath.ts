import { pointerStep } from "./evidence.ts";

/** What a field path names in an object: `spec.template.spec.volumes[data]`. */
export interface FieldPlace {
  /** JSON Pointer (RFC 6901), items of lists by their index. */
  readonly pointer: string;
  readonly value: unknown;
}

const steps = /\['([^']*)'\]|\[([^\]]*)\]|([^.[\]]+)/g;

/** Where the object has it; as far as there is anything, with null as its value, where it has not. */
export function placeOf(object: unknown, path: string): FieldPlace {
  let at: unknown = object;
  let pointer = "";
  for (const [, quoted, item, field] of path.matchAll(steps)) {
    const step = quoted ?? item ?? field ?? "";
    const key = Array.isArray(at) ? indexOf(at, step) : step;
    const value = (at as { readonly [key: string]: unknown } | null | undefined)?.[key];
    pointer += `/${pointerStep(key)}`;
    if (value === undefined) return { pointer, value: null };
    at = value;
  }
  return { pointer, value: at };
}

/** Items of lists are called by their names where they have one. */
function indexOf(items: readonly unknown[], step: string): string {
  const index = items.findIndex((item) => (item as { readonly name?: unknown } | null)?.name === step);
  return index < 0 ? step : String(index);
}
