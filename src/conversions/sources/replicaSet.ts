import { isFields } from "../../rules/pods/templateFields.ts";
import { writtenMetadata } from "../../rules/written/metadata.ts";
import { withoutTemplateHash } from "../../rules/written/replicaSet.ts";
import { cleared } from "../cleared.ts";
import { type Draft, set } from "../draft.ts";

/**
 * A ReplicaSet is what a Deployment makes, without the rollout. A file may be what `kubectl get -o yaml` printed: a
 * selector by the hash of the Deployment that made it would find none of the new one's pods.
 */
export function replicaSetAsDeployment(draft: Draft): Draft {
  const { metadata, spec } = draft.object;
  const left = {
    ...draft.object,
    ...(isFields(metadata) && { metadata: writtenMetadata("ReplicaSet", metadata) }),
    ...(isFields(spec) && { spec: withoutTemplateHash(spec) }),
  };
  return set(
    cleared(draft, left, "the API server and controllers wrote it, for this one ReplicaSet"),
    ["kind"],
    "Deployment",
    "a ReplicaSet is what a Deployment makes: it keeps pods at a number and rolls nothing out",
  );
}
