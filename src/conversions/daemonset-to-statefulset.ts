import { type Draft, drop } from "./draft.ts";
import { pair } from "./pair.ts";
import { podManagementPolicy } from "./rows/podManagementPolicy.ts";
import { replicasOfNodes } from "./rows/replicas.ts";
import { serviceName } from "./rows/serviceName.ts";
import { identityByOrdinal } from "./rows/template.ts";
import { daemonTolerations } from "./rows/tolerations.ts";
import { noBareRollingUpdate } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";

export const daemonSetToStatefulSet = pair("DaemonSet", "StatefulSet", [
  replicasOfNodes,
  withoutRates,
  noBareRollingUpdate,
  identityByOrdinal,
  daemonTolerations,
  serviceName,
  podManagementPolicy,
  volumesFor("StatefulSet"),
]);

/** OnDelete stays: a StatefulSet has it too. */
function withoutRates(draft: Draft): Draft {
  const rates = ["spec", "updateStrategy", "rollingUpdate"];
  const surge = drop(draft, [...rates, "maxSurge"], "a StatefulSet never runs two pods of one ordinal");
  return drop(
    surge,
    [...rates, "maxUnavailable"],
    "a StatefulSet replaces one pod at a time; more only with the feature gate MaxUnavailableStatefulSet, which is off by default",
  );
}
