import { labelValue } from "../../kube/labelValue.ts";
import type { NodeSelectorRequirement, StringMap } from "../../kube/objects.ts";
import { parseInt64 } from "../integer.ts";
import { isLabelKey, isLabelValue } from "./syntax.ts";

/**
 * Why the requirement cannot be parsed, in a few words, or undefined when it can. The API server accepts some
 * of these (a `Gt` whose value is no integer), and then the whole term that holds it matches no node.
 *
 * Upstream: apimachinery pkg/labels/selector.go#NewRequirement (v1.36)
 */
export function requirementProblem({
  key,
  operator,
  values = [],
}: NodeSelectorRequirement): string | undefined {
  if (!isLabelKey(key)) return `\`${key}\` is not a label key`;
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length === 0) return `${operator} needs at least one value`;
      break;
    case "Exists":
    case "DoesNotExist":
      if (values.length > 0) return `${operator} takes no values`;
      break;
    case "Gt":
    case "Lt":
      if (values.length !== 1) return `${operator} needs exactly one value`;
      if (parseInt64(values[0] ?? "") === undefined) return `\`${values[0]}\` is not an integer`;
      break;
    default:
      return `\`${operator}\` is not an operator`;
  }
  const invalid = values.find((value) => !isLabelValue(value));
  return invalid === undefined ? undefined : `\`${invalid}\` is not a label value`;
}

/**
 * Whether labels satisfy a requirement that parses. NotIn and DoesNotExist hold for an absent key; Gt and Lt
 * need the label to be there and to be an integer, and are strict.
 *
 * Upstream: apimachinery pkg/labels/selector.go#Requirement.Matches (v1.36)
 */
export function requirementMatches(requirement: NodeSelectorRequirement, labels: StringMap): boolean {
  const { key, operator, values = [] } = requirement;
  const actual = labelValue(labels, key);
  switch (operator) {
    case "In":
      return actual !== undefined && values.includes(actual);
    case "NotIn":
      return actual === undefined || !values.includes(actual);
    case "Exists":
      return actual !== undefined;
    case "DoesNotExist":
      return actual === undefined;
    case "Gt":
    case "Lt": {
      const [has, limit] = [parseInt64(actual ?? ""), parseInt64(values[0] ?? "")];
      if (has === undefined || limit === undefined) return false;
      return operator === "Gt" ? has > limit : has < limit;
    }
    default:
      return false;
  }
}
