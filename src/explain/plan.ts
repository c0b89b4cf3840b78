import type { Kind } from "../kinds/index.ts";
import type { ExplainOptions, SubjectName } from "../kinds/kind.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Read } from "../kube/read.ts";
import type { ResourceType } from "../kube/resources.ts";
import {
  isWholeList,
  objectsOf,
  type ReadPlan,
  resultOf,
  type Snapshot,
  wasAnswered,
} from "../kube/snapshot.ts";
import type { ExplainRequest, SubjectRequest } from "./request.ts";

/**
 * Reads all that the subjects need; what is asked for twice is read once. A subject is asked again only when one
 * of its reads was answered: with many subjects, most answers are about others.
 */
export function explainPlan({ subjects, options = {} }: ExplainRequest): ReadPlan {
  const asked = new Map<string, Asked>();
  const everywhere = subjects.some((subject) => subject.by === "list" && subject.namespace === undefined);
  const plan: ReadPlan = (soFar) =>
    subjects.flatMap((subject) => {
      if (subject.by === "name")
        return again(asked, subject, soFar, (named, so) => nameReads(named, so, options));
      const { kind } = subject;
      const names = listed(subject, soFar);
      return [
        listRead(subject),
        ...names.flatMap((name) =>
          again(asked, { kind, ...name }, soFar, (named, so) => listedReads(named, so, options)),
        ),
      ];
    });
  return everywhere ? (soFar) => inFewReads(plan(soFar)) : plan;
}

/** Beyond so many namespaces one list of all of them is less work than one for each, for the server as well. */
const namespacesApart = 10;

/** What would be listed in namespace after namespace is listed once. */
function inFewReads(reads: readonly Read[]): readonly Read[] {
  const namespaces = new Map<ResourceType, Set<string>>();
  for (const read of reads) {
    if (read.namespace === undefined || !isWholeList(read)) continue;
    const ofResource = namespaces.get(read.resource) ?? new Set();
    namespaces.set(read.resource, ofResource.add(read.namespace));
  }
  const wide = new Map<ResourceType, Read>();
  for (const [resource, { size }] of namespaces) if (size > namespacesApart) wide.set(resource, { resource });
  const apart = reads.filter((read) => !isWholeList(read) || !wide.has(read.resource));
  return [...wide.values(), ...apart];
}

type Named = SubjectName & { readonly kind: Kind };

/** What a subject asked for last, and how much of it was answered then. */
interface Asked {
  readonly reads: readonly Read[];
  readonly answered: number;
}

function again(
  asked: Map<string, Asked>,
  subject: Named,
  soFar: Snapshot,
  readsOf: (subject: Named, soFar: Snapshot) => readonly Read[],
): readonly Read[] {
  const key = [subject.kind.resource.resource, subject.namespace, subject.name].join("/");
  const answeredOf = (reads: readonly Read[]) => reads.filter((read) => wasAnswered(soFar, read)).length;
  const before = asked.get(key);
  if (before !== undefined && before.answered === answeredOf(before.reads)) return before.reads;
  const reads = readsOf(subject, soFar);
  asked.set(key, { reads, answered: answeredOf(reads) });
  return reads;
}

function nameReads(
  { kind, namespace, name }: Named,
  soFar: Snapshot,
  options: ExplainOptions,
): readonly Read[] {
  const found = resultOf(soFar, { resource: kind.resource, namespace, name });
  // A name that is not there: the names that are there make the error helpful.
  if (found?.failure?.reason === "NotFound") return [{ resource: kind.resource, namespace }];
  return kind.reads({ namespace, name }, soFar, options);
}

/** The list brought the workload itself already, as a get would. */
function listedReads(
  { kind, namespace, name }: Named,
  soFar: Snapshot,
  options: ExplainOptions,
): readonly Read[] {
  return kind
    .reads({ namespace, name }, soFar, options)
    .filter((read) => !(read.name === name && read.resource === kind.resource));
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
