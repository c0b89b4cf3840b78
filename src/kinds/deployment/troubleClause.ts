import type { DeploymentFacts, DeploymentPod } from "../../explanation/deploymentFacts.ts";
import { isActive } from "./pods.ts";

/** `2 are not ready (CrashLoopBackOff), 1 is Pending (0/12 nodes are available: 12 Insufficient cpu)`. */
export function troubleClause({ pods, replicaSets }: DeploymentFacts): string {
  if (pods.items === undefined) return "";
  const active = pods.items.filter(isActive);
  const troubles = new Map<string, number>();
  for (const pod of active) {
    if (pod.available) continue;
    const trouble = podTrouble(pod);
    troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
  }
  const missing = pods.desired - active.length;
  const failure = replicaSets.find(({ createFailure }) => createFailure !== undefined)?.createFailure;
  const said = [...troubles]
    .sort(([, a], [, b]) => b - a)
    .map(([trouble, times]) => `${times} ${times === 1 ? "is" : "are"} ${trouble}`);
  if (missing > 0) {
    said.push(
      failure === undefined
        ? `${missing} ${missing === 1 ? "is" : "are"} not created yet`
        : `${missing} cannot be created (${failure.message})`,
    );
  }
  return said.join(", ");
}

function podTrouble({ ready, bound, phase, waiting }: DeploymentPod): string {
  if (ready) return "ready, but not yet for minReadySeconds";
  const what = !bound || phase === "Pending" ? "Pending" : "not ready";
  // The scheduler's own words say more than `Unschedulable`; for a container its reason is the short word.
  const why = bound ? waiting?.reason : waiting?.summary;
  return why === undefined ? what : `${what} (${why})`;
}
