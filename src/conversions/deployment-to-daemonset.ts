import { type Context, type Draft, drop, dropping, move } from "./draft.ts";
import { valueAt } from "./fields.ts";
import { pair } from "./pair.ts";
import { noConditions } from "./rows/conditions.ts";
import { withoutDefaultRollout } from "./rows/defaultRollout.ts";
import { replicasToNodes } from "./rows/replicas.ts";
import { standsInItsWay } from "./rows/standsInItsWay.ts";
import { revisionLabel } from "./rows/template.ts";
import { isZero } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";

export const deploymentToDaemonSet = pair("Deployment", "DaemonSet", [
  replicasToNodes,
  strategyOfNodes,
  dropping("spec.progressDeadlineSeconds", "a DaemonSet has no deadline"),
  noConditions("DaemonSet"),
  dropping("spec.paused", "a DaemonSet cannot be paused: it starts its pods as soon as it is applied"),
  revisionLabel("controller-revision-hash"),
  volumesFor("DaemonSet"),
]);

const oneNode = "by default a DaemonSet leaves one node at a time without its pod";

/**
 * Exactly one of maxSurge and maxUnavailable is not 0, and maxUnavailable is 1 where it is not written.
 *
 * Upstream: pkg/apis/apps/validation/validation.go#ValidateRollingUpdateDaemonSet, pkg/apis/apps/v1/defaults.go (v1.36)
 */
function strategyOfNodes(draft: Draft, context: Context): Draft {
  const strategy = ["spec", "strategy"];
  const written = valueAt(draft.object, strategy);
  const instead = { to: "by default one node at a time", reason: oneNode };
  const byDefault = withoutDefaultRollout(draft, context, instead);
  if (byDefault !== undefined) return byDefault;
  if (valueAt(written, ["type"]) === "Recreate") {
    return drop(
      draft,
      strategy,
      `${oneNode}: on one node no two pods run, but on two nodes pods of both templates do`,
    );
  }
  const unavailable = valueAt(written, ["rollingUpdate", "maxUnavailable"]) ?? "25%";
  const surge = valueAt(written, ["rollingUpdate", "maxSurge"]) ?? "25%";
  const inTheWay = standsInItsWay(draft.object, context);
  if (isZero(unavailable) && inTheWay === undefined) {
    return move(
      draft,
      strategy,
      ["spec", "updateStrategy"],
      { rollingUpdate: { maxSurge: atMostAll(surge), maxUnavailable: 0 }, type: "RollingUpdate" },
      surge === atMostAll(surge) ? ratesOf(surge) : `${ratesOf(surge)}; a DaemonSet surges to 100% at most`,
    );
  }
  if (isZero(unavailable)) {
    return drop(draft, strategy, `${inTheWay}, so that a surge would never start; ${oneNode}`);
  }
  const withoutSurge = isZero(surge)
    ? draft
    : drop(
        draft,
        [...strategy, "rollingUpdate", "maxSurge"],
        "a DaemonSet takes only one of maxSurge and maxUnavailable",
      );
  return move(
    withoutSurge,
    strategy,
    ["spec", "updateStrategy"],
    { rollingUpdate: { maxUnavailable: unavailable }, type: "RollingUpdate" },
    ratesOf(unavailable),
  );
}

function atMostAll(surge: unknown): unknown {
  const percent = typeof surge === "string" ? Number(/^(\d+)%$/.exec(surge)?.[1]) : 0;
  return percent > 100 ? "100%" : surge;
}

function ratesOf(rate: unknown): string {
  return typeof rate === "string"
    ? "a percentage is of the nodes now, rounded up, not of the replicas"
    : "of the nodes now, not of the replicas";
}
