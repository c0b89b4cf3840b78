import { type Fields, isFields } from "../rules/pods/templateFields.ts";
import { matchItems } from "../text/yaml/edit/matchItems.ts";

/**
 * As the API server takes it: `labels:` with nothing behind it is a field that is not set. An item of a list is a
 * place, and stays. The value itself where it has no such field.
 */
export function withoutNulls<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(cleaned);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isFields(value)) return value;
  const entries = Object.entries(value);
  const left = entries.filter(([, of]) => of !== null).map(([key, of]) => [key, cleaned(of)] as const);
  const isSame = left.length === entries.length && left.every(([key, of]) => of === value[key]);
  return isSame ? value : Object.fromEntries(left);
}

/**
 * The new object with the nulls of the old one where there is nothing else now, so that their lines stay in a file.
 * Those of the spec itself go: what is a field of one kind need not be one of the other.
 *
 * @param before as it stands in the file
 * @param after made of `withoutNulls(before)`
 */
export function withNullsOf(before: Fields, after: Fields): Fields {
  const { spec, ...rest } = before;
  const fields = isFields(spec) ? Object.entries(spec).filter(([, of]) => of !== null) : [];
  return restored(
    { ...rest, ...(fields.length > 0 && { spec: Object.fromEntries(fields) }) },
    after,
  ) as Fields;
}

function restored(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) {
    const matches = new Map(matchItems(withoutNulls(before), after).map(([old, now]) => [now, old]));
    return after.map((item, index) => {
      const old = matches.get(index);
      return old === undefined ? item : restored(before[old], item);
    });
  }
  if (!isFields(before) || !isFields(after)) return after;
  const kept = Object.entries(after).map(([key, of]) => [key, restored(before[key], of)] as const);
  const nulls = Object.entries(before).filter(([key, of]) => of === null && !Object.hasOwn(after, key));
  return Object.fromEntries([...kept, ...nulls]);
}
