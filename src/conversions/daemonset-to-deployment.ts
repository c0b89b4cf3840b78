import { type Context, type Draft, drop, move } from "./draft.ts";
import { valueAt } from "./fields.ts";
import { pair } from "./pair.ts";
import { replicasOfNodes } from "./rows/replicas.ts";
import { standsInItsWay } from "./rows/standsInItsWay.ts";
import { revisionLabel } from "./rows/template.ts";
import { daemonTolerations } from "./rows/tolerations.ts";
import { deadlineAboveMinReady, isZero } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";

export const daemonSetToDeployment = pair("DaemonSet", "Deployment", [
  replicasOfNodes,
  strategyOfReplicas,
  revisionLabel("pod-template-hash"),
  daemonTolerations,
  volumesFor("Deployment"),
  deadlineAboveMinReady,
]);

/** Both figures, since a Deployment's defaults are others. Upstream: pkg/apis/apps/v1/defaults.go (v1.36) */
function strategyOfReplicas(draft: Draft, context: Context): Draft {
  const strategy = ["spec", "updateStrategy"];
  const written = valueAt(draft.object, strategy);
  const unavailable = valueAt(written, ["rollingUpdate", "maxUnavailable"]) ?? 1;
  const surge = valueAt(written, ["rollingUpdate", "maxSurge"]) ?? 0;
  const seen =
    valueAt(written, ["type"]) === "OnDelete"
      ? drop(
          draft,
          strategy,
          "a Deployment replaces its pods by itself as soon as the template changes; `paused: true` holds that back",
        )
      : draft;
  const inTheWay = isZero(surge) ? undefined : standsInItsWay(draft.object, context);
  return move(
    seen,
    strategy,
    ["spec", "strategy"],
    {
      rollingUpdate:
        inTheWay === undefined
          ? { maxSurge: surge, maxUnavailable: unavailable }
          : { maxSurge: 0, maxUnavailable: isZero(unavailable) ? 1 : unavailable },
      type: "RollingUpdate",
    },
    inTheWay === undefined
      ? `an old pod goes before the new one comes, or as many come first as \`maxSurge\` says: a Deployment's own defaults are others${rounding([unavailable, surge])}`
      : `${inTheWay}: a surge waits for a node that has none yet`,
  );
}

function rounding(rates: readonly unknown[]): string {
  return rates.some((rate) => typeof rate === "string")
    ? "; a percentage is of the replicas, and unavailable pods are rounded down, no longer up"
    : "";
}
