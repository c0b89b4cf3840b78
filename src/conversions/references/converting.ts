import type { TargetKind } from "../../explanation/conversion.ts";
import type { StringMap } from "../../kube/objects.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload } from "../../rules/workloads.ts";

/** What the workload becomes. */
export interface Converted {
  readonly kind: TargetKind;
  readonly name: string;
  /** Absent when it is not known, as of a DaemonSet whose nodes were not read. */
  readonly replicas?: number;
  /** The one claim under all of its pods, which had one each before: a second pod would write into the data of the first. */
  readonly sharedClaim?: string;
  /** Of the new pod template. */
  readonly podLabels: StringMap;
}

/** What every search is given. */
export interface Converting {
  /** As it was read. */
  readonly workload: Workload;
  readonly to: Converted;
  readonly snapshot: Snapshot;
  /** With the flags that say which cluster: `kubectl --context prod`. */
  readonly kubectl: string;
}

/** It keeps kind and name: whatever names it goes on doing so. */
export function keepsItsName({ workload, to }: Converting): boolean {
  const { kind, name } = nameOfWorkload(workload);
  return kind === to.kind && name === to.name;
}

/** As messages have it: `Deployment/grafana`. */
export function oldName({ workload }: Converting): string {
  const { kind, name } = nameOfWorkload(workload);
  return `${kind}/${name}`;
}

export function newName({ to }: Converting): string {
  return `${to.kind}/${to.name}`;
}

/** Labels of the old pods; a pod has them where others have their template's. */
export function oldPodLabels({ workload }: Converting): StringMap {
  const { kind, metadata, spec } = workload;
  return (kind === "Pod" ? metadata?.labels : spec?.template?.metadata?.labels) ?? {};
}
