const named = 6;

/** `node-1, node-2, node-3 and 97 more`; all of them for `-o wide`, or when leaving out would save nothing. */
export function nameList(names: readonly string[], all: boolean): string {
  if (all || names.length <= named + 1) return names.join(", ");
  const shown = names.slice(0, named - 3);
  return `${shown.join(", ")} and ${names.length - shown.length} more`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
