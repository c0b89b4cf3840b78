import type { PodTemplateSpec } from "../../kube/objects.ts";
import { quantityValue } from "../quantity.ts";

const hashLabel = "pod-template-hash";

/**
 * Whether two pod templates, both as the API server serves them, are the same but for the label
 * pod-template-hash. An empty list or map is the same as none, and a quantity is compared by its value: `1` is
 * `1000m`. Everything else must be the same, `affinity: {}` and no affinity being different.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#EqualIgnoreHash, apimachinery
 * pkg/api/equality/semantic.go (v1.36)
 */
export function templatesEqualIgnoringHash(
  a: PodTemplateSpec | undefined,
  b: PodTemplateSpec | undefined,
): boolean {
  return same(withoutHash(a), withoutHash(b), "template");
}

function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const labels = template?.metadata?.labels;
  if (labels?.[hashLabel] === undefined) return template;
  const { [hashLabel]: _, ...others } = labels;
  return { ...template, metadata: { ...template?.metadata, labels: others } };
}

/** Fields whose empty object says nothing: maps, and structs that are always there. Elsewhere `{}` is a value. */
const emptyIsAbsent = new Set([
  "annotations",
  "labels",
  "limits",
  "matchLabels",
  "metadata",
  "nodeSelector",
  "overhead",
  "requests",
  "resources",
  "volumeAttributes",
]);

/** Maps of quantities, and the single ones. */
const quantityMaps = new Set(["limits", "requests", "overhead"]);
const quantityFields = new Set(["resourceFieldRef.divisor", "emptyDir.sizeLimit"]);

function same(a: unknown, b: unknown, field: string): boolean {
  const [absentA, absentB] = [isAbsent(a, field), isAbsent(b, field)];
  if (absentA || absentB) return absentA === absentB;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => same(item, b[index], `${field}[]`))
    );
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b;
  }
  const [left, right] = [a as Fields, b as Fields];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) =>
    quantityMaps.has(field) || quantityFields.has(`${field}.${key}`)
      ? sameQuantity(left[key], right[key])
      : same(left[key], right[key], key),
  );
}

type Fields = { readonly [key: string]: unknown };

function isAbsent(value: unknown, field: string): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && emptyIsAbsent.has(field) && Object.keys(value).length === 0;
}

function sameQuantity(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const value = quantityValue(String(a));
  return value !== undefined && value === quantityValue(String(b));
}
