import type { PodSpec } from "../../kube/objects.ts";
import { addedTolerations } from "../../rules/scheduling/daemonTolerations.ts";
import { type Row, set, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";
import { listAt } from "../volumes/foundVolumes.ts";

/**
 * What the DaemonSet controller adds to every pod is lost with it: pods leave a node that is not ready after 300 s, as
 * others do, and none starts on a node that is cordoned or under pressure. `--keep-tolerations` writes them down.
 */
export const daemonTolerations: Row = (draft, { decided }) => {
  const podSpec = ["spec", "template", "spec"];
  const added = addedTolerations(valueAt(draft.object, podSpec) as PodSpec | undefined);
  const path = [...podSpec, "tolerations"];
  if (decided.keepTolerations === true) {
    const own = listAt(draft.object, path);
    const missing = added.filter(
      ({ key, effect }) =>
        !own.some((toleration) => toleration["key"] === key && toleration["effect"] === effect),
    );
    return set(
      draft,
      path,
      [...own, ...missing],
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
