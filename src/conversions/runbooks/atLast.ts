/**
 * A check that is made every second until it succeeds, at most so many times, for what `kubectl wait` does not know.
 * Its last word is whether it did.
 */
export function atLast(check: string, times: number): string {
  return `for try in {1..${times}}; do ${check} && break; sleep 1; false; done`;
}
