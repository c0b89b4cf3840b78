/**
 * The number that a plain scalar means to Kubernetes, or the text itself where it means none. An integer is a
 * bigint, so that the caller sees whether a number can hold it. `_` counts for nothing anywhere among digits,
 * `0777`, `0o777`, `0x1F` and `0b1` are integers, `08` is 8, `12:30:45` and `e1` are text, and so is what is too
 * large to be a number at all.
 *
 * Upstream: sigs.k8s.io/yaml goyaml.v2/resolve.go#resolve (v1.4)
 */
export function numberOf(text: string): bigint | number | string {
  const special = specials.get(text.toLowerCase());
  if (special !== undefined && /inf|Inf|INF|nan|NaN|NAN/.test(text)) return special;

  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  const [, sign, integer] = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i.exec(digits) ?? [];
  if (integer !== undefined) {
    const size = BigInt(/^0\d/.test(integer) ? `0o${integer}` : integer);
    return sign === "-" ? -size : size;
  }
  const isFraction = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(digits);
  return isFraction && Number.isFinite(Number(digits)) ? Number(digits) : text;
}

const specials: ReadonlyMap<string, number> = new Map([
  [".inf", Number.POSITIVE_INFINITY],
  ["+.inf", Number.POSITIVE_INFINITY],
  ["-.inf", Number.NEGATIVE_INFINITY],
  [".nan", Number.NaN],
]);
