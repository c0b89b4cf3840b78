import { quantityValue } from "../quantity.ts";

/** A quantity to reckon with: its value in billionths, and whether it was written with a suffix such as `Mi`. */
export interface Amount {
  readonly value: bigint;
  readonly binary: boolean;
}

/** Amounts by the name of their resource. */
export type Amounts = ReadonlyMap<string, Amount>;

/** What is no quantity is left out: the API server lets none in. */
export function amountsOf(list: { readonly [resource: string]: string } | undefined): Amounts {
  return new Map(
    Object.entries(list ?? {}).flatMap(([resource, text]): [string, Amount][] => {
      const value = quantityValue(text);
      return value === undefined ? [] : [[resource, { value, binary: text.endsWith("i") }]];
    }),
  );
}

export function sumOf(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (left, right) => ({
    value: left.value + right.value,
    // Upstream: apimachinery pkg/api/resource/quantity.go#Quantity.Add
    binary: left.value === 0n ? right.binary : left.binary,
  }));
}

export function largestOf(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (left, right) => (right.value > left.value ? right : left));
}

function merged(a: Amounts, b: Amounts, both: (left: Amount, right: Amount) => Amount): Amounts {
  const result = new Map(a);
  for (const [resource, right] of b) {
    const left = a.get(resource);
    result.set(resource, left === undefined ? right : both(left, right));
  }
  return result;
}

const one = 10n ** 9n;
const binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

/**
 * As the API server writes it: without a fraction, with the largest suffix that allows this.
 *
 * Upstream: apimachinery pkg/api/resource/quantity.go#Quantity.CanonicalizeBytes (v1.36)
 */
export function amountText({ value, binary }: Amount): string {
  const isBinary = binary && value % one === 0n && value >= 1024n * one;
  const [base, suffixes] = isBinary ? [1024n, binarySuffixes] : [1000n, decimalSuffixes];
  let [number, step] = [isBinary ? value / one : value, 0];
  while (number !== 0n && number % base === 0n && step < suffixes.length - 1) {
    number /= base;
    step += 1;
  }
  return number === 0n ? "0" : `${number}${suffixes[step]}`;
}
