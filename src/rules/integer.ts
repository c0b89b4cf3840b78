const minInt64 = -(2n ** 63n);
const maxInt64 = 2n ** 63n - 1n;

/**
 * A decimal 64-bit integer as Go reads it: an optional sign and digits, nothing else. Undefined for anything
 * else, so that `1.5`, ` 1`, `0x10`, `` and numbers beyond int64 are told apart from integers.
 *
 * Upstream: Go strconv.ParseInt(s, 10, 64)
 */
export function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return value < minInt64 || value > maxInt64 ? undefined : value;
}
