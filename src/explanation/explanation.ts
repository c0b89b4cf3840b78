import type { ObjectRef } from "../kube/objectRef.ts";
import type { ReadFailureReason } from "../kube/read.ts";
import type { SnapshotSource } from "../kube/snapshot.ts";
import type { DaemonSetFacts } from "./daemonSetFacts.ts";
import type { DeploymentFacts } from "./deploymentFacts.ts";
import type { Finding } from "./finding.ts";
import type { PodFacts } from "./podFacts.ts";
import type { StatefulSetFacts } from "./statefulSetFacts.ts";

/** The version of every document. Within a version fields are only added. */
export const documentVersion = "workload.kubectl/v1alpha1";

/**
 * - Healthy: it runs everywhere that its spec asks for, nothing is moving.
 * - Progressing: it is on its way, and nothing seen stands in it.
 * - Degraded: part of what it should do, it does not.
 * - Blocked: it will not get further until somebody acts.
 * - Unknown: what the verdict depends on could not be read, or, for a manifest, has not happened yet.
 */
export type VerdictState = "Healthy" | "Progressing" | "Degraded" | "Blocked" | "Unknown";

export interface Verdict {
  readonly state: VerdictState;
  /** One or two sentences, as an operator would say it to a colleague. */
  readonly sentence: string;
}

/** Something that could not be seen, and what would let it be seen. */
export interface Gap {
  readonly resource: string;
  readonly verb: "get" | "list";
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: ReadFailureReason;
  /** What the server said. */
  readonly message: string;
  /** What the explanation lacks for it. */
  readonly effect: string;
  /** The RBAC rule that would close a Forbidden gap. */
  readonly rule?: RbacRule;
}

export interface RbacRule {
  /** A rule on a cluster-scoped resource needs a ClusterRole and a ClusterRoleBinding. */
  readonly scope: "ClusterRole" | "Role";
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  /** Absent: objects of every name. */
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** The facts of each kind that can be explained. */
export interface FactsByKind {
  readonly DaemonSet: DaemonSetFacts;
  readonly Deployment: DeploymentFacts;
  readonly Pod: PodFacts;
  readonly StatefulSet: StatefulSetFacts;
}

export type ExplainedKind = keyof FactsByKind;

/** What the tool says of a workload of one kind. */
export interface ExplanationOf<Name extends ExplainedKind> {
  readonly apiVersion: typeof documentVersion;
  readonly kind: "Explanation";
  readonly subject: ObjectRef & { readonly kind: Name };
  /** RFC 3339. */
  readonly observedAt: string;
  readonly source: SnapshotSource;
  readonly verdict: Verdict;
  readonly facts: FactsByKind[Name];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** What the tool says of one workload; subject.kind says which facts. `-o json` prints exactly this. */
export type Explanation = { [Name in ExplainedKind]: ExplanationOf<Name> }[ExplainedKind];

/** TypeScript does not tell a union's members apart by a property of a property. */
export function isExplanationOf<Name extends ExplainedKind>(
  explanation: Explanation,
  kind: Name,
): explanation is Extract<Explanation, ExplanationOf<Name>> {
  return explanation.subject.kind === kind;
}

/** What several subjects give, in the order in which they were asked for. */
export interface ExplanationList {
  readonly apiVersion: typeof documentVersion;
  readonly kind: "ExplanationList";
  readonly items: readonly Explanation[];
}

export type Document = Explanation | ExplanationList;

/** The explanations in a document, one or many. */
export function explanationsOf(document: Document): readonly Explanation[] {
  return document.kind === "ExplanationList" ? document.items : [document];
}
