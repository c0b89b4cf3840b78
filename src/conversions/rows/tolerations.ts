import type { PodSpec, Toleration } from "../../kube/objects.ts";
import { addedTolerations } from "../../rules/scheduling/daemonTolerations.ts";
import { toleratesTaint } from "../../rules/scheduling/taints.ts";
import { type Row, set, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";
import { listAt } from "../volumes/foundVolumes.ts";

/**
 * What the DaemonSet controller adds to every pod is lost with it: pods leave a node that is not ready after 300 s, as
 * others do, and none starts on a node that is cordoned or under pressure. `--keep-tolerations` writes them down.
 */
export const daemonTolerations: Row = (draft, { decided }) => {
  const podSpec = ["spec", "template", "spec"];
  const path = [...podSpec, "tolerations"];
  const own = listAt(draft.object, path) as readonly Toleration[];
  const added = addedTolerations(valueAt(draft.object, podSpec) as PodSpec | undefined).filter(
    ({ key = "", effect = "" }) =>
      !own.some((each) => each.tolerationSeconds === undefined && toleratesTaint(each, { key, effect })),
  );
  if (added.length === 0) return draft;
  if (decided.keepTolerations === true) {
    return set(
      draft,
      path,
      [...own, ...added],
      "as `--keep-tolerations` says: the controller of DaemonSets adds these by itself",
    );
  }
  return tell(draft, {
    path: "spec.template.spec.tolerations",
    action: "Dropped",
    from: added,
    reason:
      "the controller of DaemonSets adds these to its pods: without, a pod leaves a node that is not ready after 300 s; `--keep-tolerations` writes them down",
  });
};
