import { type Fields, isFields } from "../pods/templateFields.ts";
import { sortedKeys } from "./sortedKeys.ts";

/**
 * What is left of a field's value without what the API server set; undefined where the field goes. `owner` is the
 * object that the field is in, as the server sent it: what is a default may depend on the fields beside it.
 */
export type Rule = (value: unknown, owner: Fields) => unknown;

/** The rules of an object's fields, by name. A field without one stays as it is, whatever it holds. */
export type Defaults = { readonly [field: string]: Rule };

/** The object without the fields that its rules take away. What they do not name stays, known or unknown. */
export function pruneDefaults(object: Fields, defaults: Defaults): Fields {
  return Object.fromEntries(
    Object.entries(object).flatMap(([field, value]) => {
      const rule = Object.hasOwn(defaults, field) ? defaults[field] : undefined;
      const left = rule === undefined ? value : rule(value, object);
      return left === undefined ? [] : [[field, left]];
    }),
  );
}

/** The field goes, whatever its value: the server writes it, and nobody else can. */
export const serverSet: Rule = () => undefined;

/** The field goes where it has this value; a default of undefined is none. */
export function byDefault(expected: unknown | ((owner: Fields) => unknown)): Rule {
  return (value, owner) => {
    const standard: unknown = typeof expected === "function" ? expected(owner) : expected;
    return standard !== undefined && isSame(value, standard) ? undefined : value;
  };
}

/** A struct that the server sends even when it is empty, or makes where it is not: empty, it goes. */
export function struct(defaults: Defaults): Rule {
  return (value) => {
    if (!isFields(value)) return value;
    const left = pruneDefaults(value, defaults);
    return Object.keys(left).length === 0 ? undefined : left;
  };
}

/** A struct whose being there means something, such as `emptyDir: {}`: empty, it stays. */
export function pointer(defaults: Defaults): Rule {
  return (value) => (isFields(value) ? pruneDefaults(value, defaults) : value);
}

/** A list whose items have these rules. */
export function items(defaults: Defaults): Rule {
  return (value) =>
    Array.isArray(value)
      ? value.map((item) => (isFields(item) ? pruneDefaults(item, defaults) : item))
      : value;
}

/** The rule, where the owner is like that. */
export function where(holds: (owner: Fields) => boolean, rule: Rule): Rule {
  return (value, owner) => (holds(owner) ? rule(value, owner) : value);
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));
}
