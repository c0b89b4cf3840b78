import { labelValue } from "./labelValue.ts";
import type { LabelSelector, StringMap } from "./objects.ts";

/**
 * Whether `labels` satisfy the selector. A missing selector matches nothing; an empty one everything.
 * An operator that the API does not know matches nothing.
 *
 * Upstream: apimachinery metav1.LabelSelectorAsSelector and labels/selector.go#Requirement.Matches (v1.36)
 */
export function selectorMatches(selector: LabelSelector | undefined, labels: StringMap | undefined): boolean {
  if (selector === undefined) return false;
  const has = labels ?? {};
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labelValue(has, key) !== value) return false;
  }
  return (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labelValue(has, key);
    switch (operator) {
      case "In":
        return value !== undefined && values.includes(value);
      case "NotIn":
        return value === undefined || !values.includes(value);
      case "Exists":
        return value !== undefined;
      case "DoesNotExist":
        return value === undefined;
      default:
        return false;
    }
  });
}

/**
 * The selector in the API server's query syntax: `app=nginx,tier in (web,api),!canary`.
 * Upstream: apimachinery labels/selector.go#Requirement.String
 */
export function selectorToQuery(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    switch (operator) {
      case "Exists":
        return key;
      case "DoesNotExist":
        return `!${key}`;
      default:
        return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(",")})`;
    }
  });
  return [...equal, ...expressions].join(",");
}
