const binary: { readonly [suffix: string]: bigint } = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};

/** Powers of ten. */
const decimal: { readonly [suffix: string]: number } = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const nano = 9;

/**
 * The value of a quantity in billionths: `1`, `1000m` and `1e0` are all 1000000000n. What is smaller than a
 * billionth rounds away from zero. Undefined for what is no quantity.
 *
 * Upstream: apimachinery pkg/api/resource/quantity.go#ParseQuantity (v1.36). Values beyond int64, which it caps,
 * stay as they are here.
 */
export function quantityValue(text: string): bigint | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[eE][+-]?\d+|[numkMGTPE]?)$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = "", suffix = ""] = match;
  if (whole === "" && fraction === "") return undefined;

  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  const tens = nano - fraction.length + (exponent === undefined ? (decimal[suffix] ?? 0) : Number(exponent));
  const digits = BigInt(whole + fraction) * (binary[suffix] ?? 1n);
  const value = tens >= 0 ? digits * 10n ** BigInt(tens) : divideUp(digits, 10n ** BigInt(-tens));
  return sign === "-" ? -value : value;
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
