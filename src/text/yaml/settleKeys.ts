import { type Document, isCollection, isNode, isScalar, visit } from "yaml";
import { numberOf } from "./numberOf.ts";

/**
 * Makes text of the keys that are numbers and booleans.
 * @param fail makes the error of a message and an offset into the text
 * @throws it for a key that JSON cannot have, and for an alias of nothing
 */
export function settleKeys(parsed: Document.Parsed, fail: (message: string, offset: number) => Error): void {
  const anchors = new Set<string>();
  visit(parsed, {
    Value(_, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor);
    },
    Alias(_, { source, range }) {
      if (!anchors.has(source)) throw fail(`\`*${source}\` has no \`&${source}\` before it`, range?.[0] ?? 0);
    },
    Pair(_, { key }) {
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (isCollection(key)) throw fail("a key is a mapping or a sequence, which JSON cannot have", offset);
      if (!isScalar(key)) return;
      const { value } = key;
      if (value === null) throw fail("a key is empty, or null: quote it if it is meant as text", offset);
      if (typeof value === "number") key.value = numberKey(numberOf(key.source ?? String(value)));
      else if (typeof value === "boolean") key.value = String(value);
    },
  });
}

/** Upstream: sigs.k8s.io/yaml yaml.go#convertToJSONableObject: strconv.FormatFloat(key, 'g', -1, 64). */
function numberKey(value: bigint | number | string): string {
  if (typeof value !== "number") return String(value);
  const [mantissa, exponent = ""] = value.toExponential().split("e");
  const size = Number(exponent);
  if (size >= -4 && size < 6) return String(value);
  return `${mantissa}e${exponent.charAt(0)}${String(Math.abs(size)).padStart(2, "0")}`;
}
