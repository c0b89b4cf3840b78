import { nearestNames } from "./nearestNames.ts";

/**
 * How a message ends about a word that is none of those there are: `; did you mean explain?`, or "" where nothing
 * is near. `spelled` writes the one that is meant as it would have been typed.
 */
export function didYouMean(
  word: string,
  known: readonly string[],
  spelled: (name: string) => string = (name) => name,
): string {
  const [nearest] = nearestNames(word, known);
  return nearest === undefined ? "" : `; did you mean ${spelled(nearest)}?`;
}
