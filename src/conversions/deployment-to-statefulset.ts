import { type Context, type Draft, drop, dropping } from "./draft.ts";
import { valueAt } from "./fields.ts";
import { pair } from "./pair.ts";
import { noConditions } from "./rows/conditions.ts";
import { withoutDefaultRollout } from "./rows/defaultRollout.ts";
import { podManagementPolicy } from "./rows/podManagementPolicy.ts";
import { replicasKept } from "./rows/replicas.ts";
import { serviceName } from "./rows/serviceName.ts";
import { identityByOrdinal, revisionLabel } from "./rows/template.ts";
import { isZero } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";
import { replicasOf } from "./volumes/ordinalClaims.ts";

export const deploymentToStatefulSet = pair("Deployment", "StatefulSet", [
  replicasKept,
  withoutStrategy,
  dropping(
    "spec.progressDeadlineSeconds",
    "a StatefulSet has no deadline: a rollout that is stuck says nothing",
  ),
  noConditions("StatefulSet"),
  dropping("spec.paused", "a StatefulSet cannot be paused: it starts its pods as soon as it is applied"),
  identityByOrdinal,
  revisionLabel("controller-revision-hash"),
  serviceName,
  podManagementPolicy,
  volumesFor("StatefulSet"),
]);

const oneAtATime = "a StatefulSet replaces one pod at a time, from the highest ordinal down";

/** Upstream: pkg/controller/statefulset/stateful_set_control.go#updateStatefulSetAfterInvariantEstablished (v1.36) */
function withoutStrategy(draft: Draft, context: Context): Draft {
  const strategy = ["spec", "strategy"];
  const instead = { to: "by default one pod at a time", reason: oneAtATime };
  const byDefault = withoutDefaultRollout(draft, context, instead);
  if (byDefault !== undefined) return byDefault;
  const isRecreate = valueAt(draft.object, [...strategy, "type"]) === "Recreate";
  const surge = drop(
    draft,
    [...strategy, "rollingUpdate", "maxSurge"],
    "a StatefulSet never runs two pods of one ordinal",
  );
  const unavailable = drop(
    surge,
    [...strategy, "rollingUpdate", "maxUnavailable"],
    isZero(valueAt(draft.object, [...strategy, "rollingUpdate", "maxUnavailable"]))
      ? "a StatefulSet takes a pod away before its successor comes: during an update one pod is missing"
      : `${oneAtATime}; more only with the feature gate MaxUnavailableStatefulSet, which is off by default`,
  );
  const reason =
    isRecreate && replicasOf(draft.object) > 1
      ? `${oneAtATime}: of one ordinal no two pods run, but pods of both templates do`
      : oneAtATime;
  return drop(unavailable, strategy, reason);
}
