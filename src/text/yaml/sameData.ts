/** Whether two plain values are the same JSON; the order of keys is no part of it. */
export function sameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameData(item, other[index]));
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameData(valueAt(one, key), valueAt(other, key)))
  );
}

function valueAt(map: object, key: string): unknown {
  return (map as { readonly [key: string]: unknown })[key];
}
