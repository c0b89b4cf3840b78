const suggested = 3;

/**
 * The names that a typing error could have meant, nearest first: at most a third of the letters differ, or one
 * contains the other. Small and capital letters are alike.
 */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const typed = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceOf(typed, name.toLowerCase()) }))
    .filter(({ name, distance }) => isNear(typed, name, distance) || overlaps(typed, name.toLowerCase()))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, suggested)
    .map(({ name }) => name);
}

/** Of a name of one letter nothing is left when it differs. */
function isNear(wanted: string, name: string, distance: number): boolean {
  const most = Math.max(1, Math.floor(name.length / 3));
  return distance <= most && distance < Math.min(wanted.length, name.length);
}

function overlaps(wanted: string, name: string): boolean {
  return Math.min(wanted.length, name.length) >= 3 && (name.includes(wanted) || wanted.includes(name));
}

/** Levenshtein's distance, where two neighbours that changed places count as one: the error that fingers make most. */
function distanceOf(a: string, b: string): number {
  let beforePrevious: readonly number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const hasSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = hasSwapped ? (beforePrevious[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution, swap));
    }
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
