import type { KubeObject } from "../kube/objects.ts";
import type { Read } from "../kube/read.ts";
import { objectsOf, type ReadPlan, resultOf, type Snapshot } from "../kube/snapshot.ts";
import type { ExplainRequest, SubjectRequest } from "./request.ts";

/** Reads all that the subjects need. What is asked for twice is read once. */
export function explainPlan({ subjects }: ExplainRequest): ReadPlan {
  return (soFar) => subjects.flatMap((subject) => subjectReads(subject, soFar));
}

function subjectReads(subject: SubjectRequest, soFar: Snapshot): readonly Read[] {
  const { kind } = subject;
  if (subject.by === "list") {
    return [listRead(subject), ...listed(subject, soFar).flatMap((name) => kind.reads(name, soFar))];
  }
  const { namespace, name } = subject;
  const found = resultOf(soFar, { resource: kind.resource, namespace, name });
  // A name that is not there: the names that are there make the error helpful.
  if (found?.failure?.reason === "NotFound") return [{ resource: kind.resource, namespace }];
  return kind.reads(subject, soFar);
}

export function listRead({
  kind,
  namespace,
  labelSelector,
  fieldSelector,
}: Extract<SubjectRequest, { by: "list" }>): Read {
  return {
    resource: kind.resource,
    ...(namespace !== undefined && { namespace }),
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
}

/** The names that a listing request turned out to mean, once its list was read. */
export function listed(subject: Extract<SubjectRequest, { by: "list" }>, soFar: Snapshot) {
  const objects: readonly KubeObject[] = resultOf(soFar, listRead(subject))?.objects ?? [];
  return objects.map(({ metadata }) => ({
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
  }));
}

/** The names of a kind in a namespace, for an error that suggests one. */
export function namesOf(
  kind: SubjectRequest["kind"],
  namespace: string,
  snapshot: Snapshot,
): readonly string[] {
  return objectsOf(snapshot, kind.resource, namespace).map(({ metadata }) => metadata?.name ?? "");
}
