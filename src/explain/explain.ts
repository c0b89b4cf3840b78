import { documentVersion, type ExplainedKind, type Explanation } from "../explanation/explanation.ts";
import { findingsOf } from "../findings/index.ts";
import type { Judged } from "../findings/rule.ts";
import type { Kind } from "../kinds/index.ts";
import type { ExplainOptions, SubjectName } from "../kinds/kind.ts";
import { type ObjectRef, refOf } from "../kube/objectRef.ts";
import type { ReadFailure } from "../kube/read.ts";
import { apiVersionOf } from "../kube/resources.ts";
import { objectNamed, resultOf, type Snapshot } from "../kube/snapshot.ts";
import { nearestNames } from "../text/nearestNames.ts";
import { gapsOf } from "./gaps.ts";
import { listed, listRead, namesOf } from "./plan.ts";
import type { ExplainRequest, SubjectRequest } from "./request.ts";

/** A subject that could not be explained, and why. */
export interface Unexplained {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name?: string;
  readonly failure: ReadFailure;
  /** Names that are there and look like the one asked for, nearest first. */
  readonly nearest: readonly string[];
}

export interface Explained {
  readonly explanations: readonly Explanation[];
  readonly unexplained: readonly Unexplained[];
}

/** Explains each subject from the snapshot, in the order asked for; a listing in the order of its list. */
export function explain({ subjects, options = {} }: ExplainRequest, snapshot: Snapshot): Explained {
  const explanations: Explanation[] = [];
  const unexplained: Unexplained[] = [];
  for (const subject of subjects) {
    for (const name of namesMeant(subject, snapshot)) {
      const explanation = explainOne(subject.kind, name, snapshot, options);
      if (explanation === undefined) unexplained.push(whyNot(subject.kind, name, snapshot));
      else explanations.push(explanation);
    }
    const failure = subject.by === "list" ? resultOf(snapshot, listRead(subject))?.failure : undefined;
    if (failure !== undefined) unexplained.push({ kind: subject.kind, failure, nearest: [] });
  }
  return { explanations, unexplained };
}

function namesMeant(subject: SubjectRequest, snapshot: Snapshot): readonly SubjectName[] {
  return subject.by === "list" ? listed(subject, snapshot) : [subject];
}

function explainOne(
  kind: Kind,
  name: SubjectName,
  snapshot: Snapshot,
  options: ExplainOptions,
): Explanation | undefined {
  const workload = objectNamed(snapshot, kind.resource, name.namespace, name.name);
  if (workload === undefined) return undefined;
  const facts = kind.facts(workload, snapshot, options);
  const judged: Omit<Explanation, "subject" | "facts" | "findings"> & {
    subject: ObjectRef;
    facts: unknown;
  } = {
    apiVersion: documentVersion,
    kind: "Explanation",
    subject: refOf(workload, apiVersionOf(kind.resource), kind.resource.kind),
    observedAt: snapshot.observedAt,
    source: snapshot.source,
    verdict: kind.verdict(workload, facts, snapshot.source),
    facts,
    gaps: gapsOf(kind, name, snapshot, options),
  };
  // A kind makes the facts of its own kind, and is the one that the subject names.
  const findings = findingsOf(judged as Judged<ExplainedKind>);
  const { gaps, ...rest } = judged;
  return { ...rest, findings, gaps } as Explanation;
}

function whyNot(kind: Kind, { namespace, name }: SubjectName, snapshot: Snapshot): Unexplained {
  const failure = resultOf(snapshot, { resource: kind.resource, namespace, name })?.failure ?? {
    reason: "NotFound",
    message: `${kind.resource.resource} "${name}" not found`,
  };
  const nearest = nearestNames(name, namesOf(kind, namespace, snapshot));
  return { kind, namespace, name, failure, nearest };
}
