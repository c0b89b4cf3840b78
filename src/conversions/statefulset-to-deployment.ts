import type { ConvertedVolume } from "../explanation/convertedVolume.ts";
import { type Draft, drop, move } from "./draft.ts";
import { valueAt } from "./fields.ts";
import { pair } from "./pair.ts";
import { withoutOrdinals } from "./rows/ordinals.ts";
import { replicasKept } from "./rows/replicas.ts";
import { revisionLabel } from "./rows/template.ts";
import { deadlineAboveMinReady, noNegativeHistory, withoutPartition } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";
import { isForManyNodes } from "./volumes/carefulChoice.ts";

export const statefulSetToDeployment = pair("StatefulSet", "Deployment", [
  replicasKept,
  ...withoutOrdinals,
  revisionLabel("pod-template-hash"),
  volumesFor("Deployment"),
  strategyOfReplicas,
  noNegativeHistory,
  deadlineAboveMinReady,
]);

/**
 * What is nearest: an old pod goes before its successor comes. Where data is mounted that only one may write, no pod
 * of the new template starts while one of the old is there, terminating or not.
 *
 * Upstream: pkg/controller/deployment/recreate.go#rolloutRecreate (v1.36)
 */
function strategyOfReplicas(draft: Draft): Draft {
  const strategy = ["spec", "updateStrategy"];
  const type = valueAt(draft.object, [...strategy, "type"]);
  const unavailable = valueAt(draft.object, [...strategy, "rollingUpdate", "maxUnavailable"]) ?? 1;
  const seen = withoutPartition(draft);
  const whole =
    type === "OnDelete"
      ? drop(
          seen,
          strategy,
          "a Deployment replaces its pods by itself as soon as the template changes; `paused: true` holds that back",
        )
      : seen;
  return whole.volumes.some(hasOneWriter)
    ? move(
        whole,
        strategy,
        ["spec", "strategy"],
        { type: "Recreate" },
        "all pods mount one claim: a new one starts once the old ones are gone, as it is with a StatefulSet's pod",
      )
    : move(
        whole,
        strategy,
        ["spec", "strategy"],
        { rollingUpdate: { maxSurge: 0, maxUnavailable: unavailable }, type: "RollingUpdate" },
        "an old pod goes before the new one comes, as with a StatefulSet; by default a Deployment runs 25% more pods meanwhile",
      );
}

/** The claim of an ordinal that all pods mount now, or one that pods of one node alone can mount. */
function hasOneWriter({ from, to, claims }: ConvertedVolume): boolean {
  if (to !== "Claim") return false;
  const mounted = claims.filter(({ use }) => use === "Mounted");
  return from === "ClaimTemplate" || mounted.some(({ accessModes }) => !isForManyNodes(accessModes));
}
