/**
 * One word that bash takes as it is: quoted only where bash would read something else into it. Names of a cluster are
 * data, whatever they look like.
 */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
