/** The last part of a generated name: consonants and digits that do not look alike. */
const generated = /-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g;

/**
 * With `-*****` for what is another in each recording. The hash of a template before it stays the same.
 *
 * Upstream: apimachinery pkg/util/rand/rand.go#String (v1.36)
 */
export function stableNames(text: string): string {
  return text.replaceAll(generated, "-*****");
}
