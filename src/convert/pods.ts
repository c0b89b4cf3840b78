import { valueAt } from "../conversions/fields.ts";
import { nodesFor } from "../conversions/nodesFor.ts";
import { ordinalRange, replicasOf } from "../conversions/volumes/ordinalClaims.ts";
import type { ConvertedPods, SourceKind, TargetKind } from "../explanation/conversion.ts";
import type { DaemonSet, KubeObject } from "../kube/objects.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import type { Fields } from "../rules/pods/templateFields.ts";

/** How many pods there are before and after, and what they are called. */
export function podsOf(
  from: SourceKind,
  to: TargetKind,
  {
    before,
    after,
    read,
    snapshot,
  }: {
    readonly before: Fields;
    readonly after: Fields;
    readonly read: KubeObject;
    readonly snapshot: Snapshot;
  },
): ConvertedPods {
  const had =
    from === "DaemonSet" ? desiredOf(read, before, snapshot) : from === "Pod" ? 1 : replicasOf(before);
  const nodes = nodesFor(to, after, snapshot);
  const has = to === "DaemonSet" ? nodes : replicasOf(after);
  return {
    ...(had !== undefined && { before: had }),
    ...(has !== undefined && { after: has }),
    ...(nodes !== undefined && { nodes }),
    namesBefore: namesOf(from, before),
    namesAfter: namesOf(to, after),
  };
}

function desiredOf(read: KubeObject, before: Fields, snapshot: Snapshot): number | undefined {
  return (read as DaemonSet).status?.desiredNumberScheduled ?? nodesFor("DaemonSet", before, snapshot);
}

function namesOf(kind: SourceKind, object: Fields): string {
  const name = String(valueAt(object, ["metadata", "name"]) ?? "");
  switch (kind) {
    case "StatefulSet": {
      const { start, replicas } = ordinalRange(object);
      const last = start + Math.max(replicas, 1) - 1;
      return last === start ? `${name}-${start}` : `${name}-${start} … ${name}-${last}`;
    }
    case "Deployment":
      return `${name}-<hash>-<random>`;
    case "Pod":
      return name;
    default:
      return `${name}-<random>`;
  }
}
