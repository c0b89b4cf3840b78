/** `1 pod`, `3 pods`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`; of more than `most` the first ones and how many more there are. */
export function listOf(names: readonly string[], most = 4): string {
  if (names.length > most) {
    return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
  }
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A string as YAML reads it as a string, whatever it holds. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Identifiers, each in backticks, as `listOf` puts them together. */
export function named(names: readonly string[], most?: number): string {
  return listOf(
    names.map((name) => `\`${name}\``),
    most,
  );
}

/** `ordinal 2`, `ordinals 0 and 1`. */
export function ordinalList(ordinals: readonly string[]): string {
  return `${ordinals.length === 1 ? "ordinal" : "ordinals"} ${listOf(ordinals)}`;
}
