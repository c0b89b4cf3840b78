import { isFields } from "../pods/templateFields.ts";

/**
 * The value with the keys of its objects in the order of `kubectl get -o yaml`, all the way down; lists keep theirs.
 * That order is not the one by bytes: letters come after all else, and digits count as numbers, so that `a9` comes
 * before `a10`. JavaScript itself puts keys that are plain numbers (`"10"`) first, and those by value. Among hashes
 * the order goes round in circles (`10a` < `11` < `100` < `10a`); what kubectl prints of those differs from run to run.
 *
 * Upstream: go.yaml.in/yaml/v2 sorter.go#keyList.Less, which sigs.k8s.io/yaml writes with
 */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => compareKeys(one, other));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortedKeys(inner)]));
}

function compareKeys(one: string, other: string): number {
  if (/^[A-Za-z]*$/.test(one) && /^[A-Za-z]*$/.test(other)) return one < other ? -1 : 1;
  const [a, b] = [[...one], [...other]];
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left !== right) return isBefore(a, b, index) ? -1 : 1;
  }
  return a.length - b.length;
}

/** Of two keys that are the same up to `index` and differ there. */
function isBefore(a: readonly string[], b: readonly string[], index: number): boolean {
  const [left = "", right = ""] = [a[index], b[index]];
  const letters = [isLetter(left), isLetter(right)];
  if (letters[0] && letters[1]) return codeOf(left) < codeOf(right);
  if (letters[0] || letters[1]) return letters[1] === true;

  // A zero counts where it stands inside a number (`10`, `1010`), not where it leads one (`01`).
  const isInside = (left === "0" || right === "0") && followsNumber(a, index);
  const [one, other] = [numberFrom(a, index, isInside), numberFrom(b, index, isInside)];
  if (one.value !== other.value) return one.value < other.value;
  if (one.end !== other.end) return one.end < other.end;
  return codeOf(left) < codeOf(right);
}

function followsNumber(key: readonly string[], index: number): boolean {
  for (let before = index - 1; before >= 0 && isDigit(key[before]); before--) {
    if (key[before] !== "0") return true;
  }
  return false;
}

/** In 64 bits, as Go counts. */
function numberFrom(
  key: readonly string[],
  index: number,
  isInside: boolean,
): { value: bigint; end: number } {
  let value = isInside ? 1n : 0n;
  let end = index;
  for (; isDigit(key[end]); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(key[end] ?? "0") - codeOf("0")));
  }
  return { value, end };
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^\p{Nd}$/u.test(character);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
