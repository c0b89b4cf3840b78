/**
 * The shape of an API type as it travels: client-node's types describe its deserialised objects, in which
 * timestamps are `Date`. We read raw JSON, so a timestamp is an RFC 3339 string, and nothing is mutated.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Element)[]
    ? readonly Wire<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]: Wire<T[Key]> }
      : T;
