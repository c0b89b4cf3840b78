import { selectorMatches } from "../../kube/labelSelector.ts";
import type { StringMap } from "../../kube/objects.ts";
import { type Fields, isFields } from "../../rules/pods/templateFields.ts";
import { type Draft, type Row, set, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";

/**
 * The labels that the selector asks for and the template lacks, which only a file can have: the API server refuses
 * such a workload of any kind.
 *
 * Upstream: pkg/apis/apps/validation/validation.go#ValidateDeploymentSpec (v1.36)
 */
export const selectedByOwnSelector: Row = (draft) => {
  const wanted = valueAt(draft.object, ["spec", "selector", "matchLabels"]);
  const labelled = Object.entries(isFields(wanted) ? wanted : {}).reduce((so, [key, value]) => {
    const path = [...labelsPath, key];
    if (typeof value !== "string" || valueAt(so.object, path) === value) return so;
    return set(so, path, value, "the selector asks for it, and has to match the pods of the template");
  }, draft);
  return withMisses(labelled);
};

const labelsPath = ["spec", "template", "metadata", "labels"];

/** Which labels an expression means nobody can guess. */
function withMisses(draft: Draft): Draft {
  const path = ["spec", "selector", "matchExpressions"];
  const expressions = valueAt(draft.object, path);
  if (!Array.isArray(expressions)) return draft;
  const labels = valueAt(draft.object, labelsPath) as StringMap | undefined;
  const missing = expressions.filter(
    (expression) =>
      isFields(expression) && !selectorMatches({ matchExpressions: [expression as never] }, labels),
  );
  if (missing.length === 0) return draft;
  return tell(draft, {
    path: path.join("."),
    action: "Decision",
    from: missing,
    to: missing,
    reason: "the labels of the template do not satisfy it: either the one or the other is wrong",
  });
}

/** A selector of the labels that pods of the template have, where there is none. */
export function selectorOf(object: Fields): Fields | undefined {
  const labels = valueAt(object, ["spec", "template", "metadata", "labels"]);
  return isFields(labels) && Object.keys(labels).length > 0 ? { matchLabels: labels } : undefined;
}
