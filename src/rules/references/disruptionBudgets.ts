import type { DisruptionBudget } from "../../explanation/references.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import type { PodDisruptionBudget } from "../../kube/objects.ts";
import { podDisruptionBudgets } from "../../kube/resources.ts";
import { objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload, workloadsBeside } from "../workloads.ts";

/**
 * The budgets that select the pods of the workload. An empty selector selects every pod of the namespace, an
 * absent one none.
 *
 * Upstream: pkg/controller/disruption/disruption.go#getPdbForPod, policy/v1/types.go#PodDisruptionBudgetSpec (v1.36)
 */
export function disruptionBudgetsOf(workload: Workload, snapshot: Snapshot): readonly DisruptionBudget[] {
  const labels = workload.spec?.template?.metadata?.labels;
  const others = workloadsBeside(workload, snapshot);
  return objectsOf<PodDisruptionBudget>(snapshot, podDisruptionBudgets, workload.metadata?.namespace)
    .filter(({ spec }) => selectorMatches(spec?.selector, labels))
    .map((budget) => ({
      ...factsOf(budget),
      alsoCovers: others
        .filter((other) => selectorMatches(budget.spec?.selector, other.spec?.template?.metadata?.labels))
        .map(nameOfWorkload),
    }));
}

function factsOf({ metadata, spec, status }: PodDisruptionBudget): Omit<DisruptionBudget, "alsoCovers"> {
  const failed = status?.conditions?.find(
    ({ type, status: is, reason }) =>
      type === "DisruptionAllowed" && is === "False" && reason === "SyncFailed",
  );
  const { minAvailable, maxUnavailable } = spec ?? {};
  // Before the controller has looked at the latest spec, its counts are of another one.
  const isCounted = status !== undefined && (status.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  return {
    name: metadata?.name ?? "",
    ...(minAvailable !== undefined && { minAvailable: minAvailable as number | string }),
    ...(maxUnavailable !== undefined && { maxUnavailable: maxUnavailable as number | string }),
    unhealthyPodEvictionPolicy: spec?.unhealthyPodEvictionPolicy ?? "IfHealthyBudget",
    ...(isCounted && {
      disruptionsAllowed: status.disruptionsAllowed,
      currentHealthy: status.currentHealthy,
      desiredHealthy: status.desiredHealthy,
      expectedPods: status.expectedPods,
    }),
    ...(failed && { syncFailure: failed.message ?? "SyncFailed" }),
  };
}
