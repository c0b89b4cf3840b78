import type {
  DeploymentPods,
  DeploymentRollout,
  ReplicaSetFacts,
} from "../../explanation/deploymentFacts.ts";
import type { Deployment } from "../../kube/objects.ts";
import { type Budget, budgetOf } from "./budget.ts";
import { isActive, oldPods, whyUnavailable } from "./pods.ts";
import { rollingStep } from "./rollingStep.ts";

/** As the API server defaults it. */
const defaultDeadline = 600;
/** What stands for "no deadline". Upstream: deployment_util.go#HasProgressDeadline (v1.36) */
const noDeadline = 2 ** 31 - 1;
/** As the API server defaults it. */
const defaultHistoryLimit = 10;

/**
 * Where the rollout of the current template stands, but for what is in its way and what room the next one has.
 *
 * @param replicaSets absent when they could not be read
 */
export function rolloutOf(
  deployment: Deployment,
  replicaSets: readonly ReplicaSetFacts[] | undefined,
  pods: DeploymentPods,
): Omit<DeploymentRollout, "obstacle" | "surgeRoom"> {
  const { spec } = deployment;
  const strategy = spec?.strategy?.type === "Recreate" ? "Recreate" : "RollingUpdate";
  const budget = budgetOf(deployment, pods.desired);
  const phase = phaseOf(deployment, pods);
  const current = replicaSets?.find((replicaSet) => replicaSet.current);
  const deadline = spec?.progressDeadlineSeconds ?? defaultDeadline;
  const moving = phase === "Progressing" || phase === "DeadlineExceeded";
  const { desired, current: total, updated } = pods;
  return {
    strategy,
    phase,
    // Until the controller has seen the latest change, its status is of another template.
    ...(phase !== "NotObserved" &&
      updated !== undefined &&
      total !== undefined && { rolledOut: updated >= desired && total <= updated }),
    paused: spec?.paused === true,
    ...budget,
    minReadySeconds: spec?.minReadySeconds ?? 0,
    ...(deadline !== noDeadline && { progressDeadlineSeconds: deadline }),
    ...(current && { currentReplicaSet: current.name }),
    ...(replicaSets && !current && replicaSetRefused(deployment)),
    heldUpBy: moving ? heldUpBy(strategy, current, pods) : [],
    ...(moving && replicaSets && pods.items && { canStep: canStep(desired, budget, replicaSets, pods) }),
    revisionHistoryLimit: spec?.revisionHistoryLimit ?? defaultHistoryLimit,
  };
}

/**
 * The controller says so when it keeps a deadline. Its generation stays unobserved, since it gets no further.
 *
 * Upstream: pkg/controller/deployment/sync.go#getNewReplicaSet (v1.36)
 */
function replicaSetRefused({ status }: Deployment): Pick<DeploymentRollout, "replicaSetRefused"> {
  const refused = status?.conditions?.find(
    ({ type, reason }) => type === "Progressing" && reason === "ReplicaSetCreateError",
  );
  return refused === undefined ? {} : { replicaSetRefused: refused.message ?? "ReplicaSetCreateError" };
}

/** Upstream: kubectl pkg/polymorphichelpers/rollout_status.go#DeploymentStatusViewer.Status (v1.36) */
function phaseOf({ metadata, spec, status }: Deployment, pods: DeploymentPods): DeploymentRollout["phase"] {
  if (pods.countsFrom === "none") return metadata?.uid === undefined ? "Unknown" : "NotObserved";
  if ((status?.observedGeneration ?? 0) < (metadata?.generation ?? 0)) return "NotObserved";
  if (spec?.paused === true) return "Paused";
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return "DeadlineExceeded";
  const { desired, current = 0, updated = 0, available = 0 } = pods;
  return updated < desired || current > updated || available < updated ? "Progressing" : "Complete";
}

/** Recreate waits until no old pod is left, terminating ones included; after that, as always, for the new ones. */
function heldUpBy(
  strategy: DeploymentRollout["strategy"],
  current: ReplicaSetFacts | undefined,
  { items = [] }: DeploymentPods,
): DeploymentRollout["heldUpBy"] {
  const old = strategy === "Recreate" ? oldPods(items, current?.name) : [];
  const waitedFor =
    old.length > 0
      ? old
      : items.filter((pod) => pod.replicaSet === current?.name && isActive(pod) && !pod.available);
  return waitedFor.map((pod) => ({ pod: pod.name, reason: whyUnavailable(pod) ?? "it is still running" }));
}

function canStep(
  desired: number,
  budget: Budget | undefined,
  replicaSets: readonly ReplicaSetFacts[],
  { items = [] }: DeploymentPods,
): boolean {
  const current = replicaSets.find((replicaSet) => replicaSet.current);
  const old = replicaSets.filter((replicaSet) => !replicaSet.current);
  if (budget === undefined) {
    if (old.some(({ replicas }) => replicas > 0)) return true;
    if (oldPods(items, current?.name).length > 0) return false;
    return current === undefined || current.replicas !== desired;
  }
  if (current === undefined) return true;
  const { grow, shrink } = rollingStep(desired, budget, current, old);
  return grow !== 0 || shrink !== 0;
}
