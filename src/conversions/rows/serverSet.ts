import { isFields } from "../../rules/pods/templateFields.ts";
import { drop, type Row } from "../draft.ts";
import { valueAt } from "../fields.ts";

/**
 * What a server once wrote into a file: of a live object it is gone before anything is compared. Most of it the API
 * server would refuse or misread in a new object.
 */
export const serverSet: Row = (draft) => {
  const fields = drop(draft, ["status"], "the API server and controllers write it");
  const metadata = serverFields.reduce(
    (so, field) => drop(so, ["metadata", field], "the API server writes it, for the old object"),
    fields,
  );
  const template = drop(
    metadata,
    ["spec", "template", "metadata", "creationTimestamp"],
    "it is always null there",
  );
  const annotations = valueAt(template.object, ["metadata", "annotations"]);
  const keys = isFields(annotations) ? Object.keys(annotations).filter(isServers) : [];
  return keys.reduce(
    (so, key) =>
      drop(so, ["metadata", "annotations", key], "kubectl and controllers write it, for the old object"),
    template,
  );
};

const serverFields = [
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "selfLink",
  "managedFields",
  "ownerReferences",
  "finalizers",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
] as const;

function isServers(key: string): boolean {
  return (
    key === "kubectl.kubernetes.io/last-applied-configuration" ||
    key === "deprecated.daemonset.template.generation" ||
    key.startsWith("deployment.kubernetes.io/")
  );
}
