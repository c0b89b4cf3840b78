import { type Draft, set } from "../draft.ts";

/** A ReplicaSet is what a Deployment makes, without the rollout. */
export function replicaSetAsDeployment(draft: Draft): Draft {
  return set(
    draft,
    ["kind"],
    "Deployment",
    "a ReplicaSet is what a Deployment makes: it keeps pods at a number and rolls nothing out",
  );
}
