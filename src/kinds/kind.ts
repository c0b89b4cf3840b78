import type { Verdict } from "../explanation/explanation.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Read } from "../kube/read.ts";
import type { ResourceType } from "../kube/resources.ts";
import type { Snapshot } from "../kube/snapshot.ts";

/** Names one workload. */
export interface SubjectName {
  readonly namespace: string;
  readonly name: string;
}

/** What the user said about how to explain, for every subject alike. */
export interface ExplainOptions {
  /** Where pods get names in DNS; absent: read or assumed. */
  readonly clusterDomain?: string;
  /** The revision of a Deployment whose whole pod template is wanted. */
  readonly revision?: number;
}

/** What the tool knows of one kind of workload. */
export interface WorkloadKind<Workload extends KubeObject, Facts> {
  readonly resource: ResourceType;
  /** As kubectl takes it beside the plural and the kind: `daemonset`. */
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** What is still needed to explain the subject; the workload itself is among the first. */
  reads(subject: SubjectName, soFar: Snapshot, options: ExplainOptions): readonly Read[];
  facts(workload: Workload, snapshot: Snapshot, options: ExplainOptions): Facts;
  verdict(workload: Workload, facts: Facts, source: Snapshot["source"]): Verdict;
  /** What an explanation lacks without a resource, by its plural: `nodes` → `which nodes lack a pod, and why`. */
  readonly lackedWithout: { readonly [resource: string]: string | ((read: Read) => string) };
}
