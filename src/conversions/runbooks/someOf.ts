/** As many names as a sentence bears. */
const most = 3;

/** `data-db-0`, `data-db-1`, `data-db-2`, … (1000): of many names the first, and how many there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return names.length > most ? `${shown.join(", ")}, … (${names.length})` : shown.join(", ");
}
