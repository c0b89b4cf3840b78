import type { DeploymentFacts, ReplicaSetFacts } from "../explanation/deploymentFacts.ts";
import type { Evidence } from "../explanation/finding.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";

/**
 * The revision to which a rollout in trouble would be taken back: the newest that still has available pods, else
 * the newest that is kept; 0 when there is none.
 */
export function revisionBefore({ replicaSets }: DeploymentFacts): number {
  const older = replicaSets.filter(({ current, revision }) => !current && revision !== undefined);
  const serving = older.filter(({ available }) => available > 0);
  return newest(serving.length > 0 ? serving : older)?.revision ?? 0;
}

function newest(replicaSets: readonly ReplicaSetFacts[]): ReplicaSetFacts | undefined {
  return replicaSets.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
}

export function undoCommand(namespace: string, deployment: string, revision: number): string {
  return `  kubectl -n ${namespace} rollout undo deployment/${deployment} --to-revision=${revision}`;
}

export function replicaSetRef(subject: ObjectRef, { name }: Pick<ReplicaSetFacts, "name">): ObjectRef {
  return beside(subject, "apps/v1", "ReplicaSet", name);
}

/** A field of a condition in the Deployment's status, if that has it. */
export function conditionEvidence(
  subject: ObjectRef,
  { conditions }: DeploymentFacts,
  type: string,
  field: "reason" | "message",
): readonly Evidence[] {
  const index = conditions.findIndex((condition) => condition.type === type);
  const value = conditions[index]?.[field];
  return value === undefined ? [] : [evidence(subject, `/status/conditions/${index}/${field}`, value)];
}
