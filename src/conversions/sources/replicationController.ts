import { type Fields, isFields } from "../../rules/pods/templateFields.ts";
import { type Draft, set } from "../draft.ts";
import { valueAt } from "../fields.ts";
import { selectorOf } from "../rows/selector.ts";

/** Its selector is a plain map, and where there is none it is the labels of the template. */
export function replicationControllerAsDeployment(draft: Draft): Draft {
  const grouped = set(draft, ["apiVersion"], "apps/v1", "the API of what replaced ReplicationControllers");
  const renamed = set(
    grouped,
    ["kind"],
    "Deployment",
    "a Deployment is what replaced a ReplicationController",
  );
  const map = valueAt(renamed.object, ["spec", "selector"]);
  if (isFields(map) && isWrittenAsNow(map)) return renamed;
  const selector =
    isFields(map) && Object.keys(map).length > 0 ? { matchLabels: map } : selectorOf(renamed.object);
  return set(renamed, ["spec", "selector"], selector, "the same labels, as selectors are written now");
}

/** Which the API server refuses of a ReplicationController, and takes of all others. */
function isWrittenAsNow({ matchLabels, matchExpressions }: Fields): boolean {
  return isFields(matchLabels) || Array.isArray(matchExpressions);
}
