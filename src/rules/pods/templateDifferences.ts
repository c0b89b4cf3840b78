import type { PodTemplateSpec } from "../../kube/objects.ts";
import { quantityValue } from "../quantity.ts";
import {
  emptyOf,
  type Fields,
  type Item,
  isAbsent,
  isFields,
  nameOfItem,
  namesOfItems,
} from "./templateFields.ts";

/** From the template down: a field, or an item of a list, by its name or else its index. */
export type PathStep = { readonly field: string } | { readonly item: string };

/** Where two templates differ, and what stands there in each; undefined where there is nothing. */
export interface TemplateDifference {
  readonly path: readonly PathStep[];
  readonly from: unknown;
  readonly to: unknown;
}

const hashLabel = "pod-template-hash";

/**
 * Where two pod templates, both as the API server serves them, differ but for the label pod-template-hash. An empty
 * list or map is the same as none, and a quantity is compared by its value: `1` is `1000m`. Everything else must be
 * the same, `affinity: {}` and no affinity being different, and so must be the order of every list.
 *
 * Found one after the other, so that who only asks whether there is one pays for no more.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#EqualIgnoreHash, apimachinery
 * pkg/api/equality/semantic.go (v1.36)
 */
export function templateDifferences(
  from: PodTemplateSpec | undefined,
  to: PodTemplateSpec | undefined,
): Generator<TemplateDifference, void> {
  return differences(withoutHash(from), withoutHash(to), "template", []);
}

function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const labels = template?.metadata?.labels;
  if (labels?.[hashLabel] === undefined) return template;
  const { [hashLabel]: _, ...others } = labels;
  return { ...template, metadata: { ...template?.metadata, labels: others } };
}

/** Maps of quantities, and the single ones. */
const quantityMaps = new Set(["limits", "requests", "overhead"]);
const quantityFields = new Set(["resourceFieldRef.divisor", "emptyDir.sizeLimit"]);

/** @param field the name of the field that holds the two values; an item of a list goes by that of the list */
function* differences(
  a: unknown,
  b: unknown,
  field: string,
  path: readonly PathStep[],
): Generator<TemplateDifference, void> {
  if (isAbsent(a, field) && isAbsent(b, field)) return;
  // A map or a list beside none is named item by item, as it is beside one with other items.
  const from = isAbsent(a, field) ? emptyOf(b, field) : a;
  const to = isAbsent(b, field) ? emptyOf(a, field) : b;
  if (Array.isArray(from) && Array.isArray(to)) {
    yield* listDifferences(from, to, field, path);
  } else if (isFields(from) && isFields(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const below = [...path, { field: key }];
      if (!quantityMaps.has(field) && !quantityFields.has(`${field}.${key}`)) {
        yield* differences(from[key], to[key], key, below);
      } else if (!sameQuantity(from[key], to[key])) {
        yield { path: below, from: from[key], to: to[key] };
      }
    }
  } else if (from !== to) {
    yield { path, from, to };
  }
}

/** A list of plain values is one value. Items of the same names in the same order are compared one by one. */
function* listDifferences(
  from: readonly unknown[],
  to: readonly unknown[],
  field: string,
  path: readonly PathStep[],
): Generator<TemplateDifference, void> {
  if (!from.every(isFields) || !to.every(isFields)) {
    if (from.length !== to.length || from.some((item, index) => item !== to[index])) yield { path, from, to };
    return;
  }
  const [names, namesTo] = [namesOfItems(from, field), namesOfItems(to, field)];
  const sameOrder = names.length === namesTo.length && names.every((name, index) => name === namesTo[index]);
  if (sameOrder && new Set(names).size === names.length) {
    for (const [index, item] of from.entries()) {
      yield* differences(item, to[index], `${field}[]`, [...path, { item: names[index] ?? "" }]);
    }
    return;
  }
  yield* setDifferences(from, to, field, path);
}

/**
 * Of lists whose items are not the same ones, or not in the same order: what only one of them has, and how the
 * others changed; where nothing did, their order.
 */
function* setDifferences(
  from: readonly Fields[],
  to: readonly Fields[],
  field: string,
  path: readonly PathStep[],
): Generator<TemplateDifference, void> {
  const left: Item[] = to.map((value, index) => ({ value, name: nameOfItem(value, field), index }));
  let found = false;
  for (const [index, value] of from.entries()) {
    const name = nameOfItem(value, field);
    const isSame = (item: Item) => isEqual(value, item.value, field);
    // Of several with its name, as variables may be, the one that is equal is its counterpart.
    const counterpart =
      left.find((item) => isSame(item)) ??
      (name === undefined ? undefined : left.find((item) => item.name === name));
    const below = [...path, { item: name ?? String(index) }];
    if (counterpart === undefined) {
      found = true;
      yield { path: below, from: value, to: undefined };
      continue;
    }
    left.splice(left.indexOf(counterpart), 1);
    for (const difference of differences(value, counterpart.value, `${field}[]`, below)) {
      found = true;
      yield difference;
    }
  }
  for (const { value, name, index } of left) {
    found = true;
    yield { path: [...path, { item: name ?? String(index) }], from: undefined, to: value };
  }
  if (found || from.every((item, index) => isEqual(item, to[index], field))) return;
  const order = [from, to].map((items) => items.map((item) => nameOfItem(item, field) ?? item));
  yield { path, from: order[0], to: order[1] };
}

function isEqual(a: unknown, b: unknown, field: string): boolean {
  return differences(a, b, `${field}[]`, []).next().done === true;
}

function sameQuantity(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const value = quantityValue(String(a));
  return value !== undefined && value === quantityValue(String(b));
}
