import type { TargetKind } from "../explanation/conversion.ts";
import type { DaemonSet, Node } from "../kube/objects.ts";
import { nodes } from "../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../kube/snapshot.ts";
import type { Fields } from "../rules/pods/templateFields.ts";
import { eligibleNodes } from "../rules/scheduling/eligibleNodes.ts";
import { nodeDecider } from "../rules/scheduling/shouldRun.ts";

/** How many nodes would take a pod of the object's template; undefined where nodes were not read. */
export function nodesFor(kind: TargetKind, object: Fields, snapshot: Snapshot): number | undefined {
  const read = resultOf(snapshot, { resource: nodes });
  if (read?.objects === undefined || read.incomplete !== undefined) return undefined;
  const all = objectsOf<Node>(snapshot, nodes);
  const workload = object as unknown as DaemonSet;
  if (kind !== "DaemonSet") return eligibleNodes(all, workload.spec?.template.spec).length;
  const decide = nodeDecider(workload);
  return all.filter((node) => decide(node).shouldRun).length;
}
