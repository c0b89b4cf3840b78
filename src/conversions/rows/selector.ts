import { type Fields, isFields } from "../../rules/pods/templateFields.ts";
import { type Row, set } from "../draft.ts";
import { valueAt } from "../fields.ts";

/**
 * The labels that the selector asks for and the template lacks, which only a file can have: the API server refuses
 * such a workload of any kind.
 *
 * Upstream: pkg/apis/apps/validation/validation.go#ValidateDeploymentSpec (v1.36)
 */
export const selectedByOwnSelector: Row = (draft) => {
  const wanted = valueAt(draft.object, ["spec", "selector", "matchLabels"]);
  if (!isFields(wanted)) return draft;
  return Object.entries(wanted).reduce((so, [key, value]) => {
    const path = ["spec", "template", "metadata", "labels", key];
    if (valueAt(so.object, path) === value) return so;
    return set(so, path, value, "the selector asks for it, and has to match the pods of the template");
  }, draft);
};

/** A selector of the labels that pods of the template have, where there is none. */
export function selectorOf(object: Fields): Fields | undefined {
  const labels = valueAt(object, ["spec", "template", "metadata", "labels"]);
  return isFields(labels) && Object.keys(labels).length > 0 ? { matchLabels: labels } : undefined;
}
