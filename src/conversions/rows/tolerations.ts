import type { PodSpec, Toleration } from "../../kube/objects.ts";
import { effectiveTolerations } from "../../rules/scheduling/daemonTolerations.ts";
import { toleratesTaint } from "../../rules/scheduling/taints.ts";
import { type Row, set, tell } from "../draft.ts";
import { listAt, valueAt } from "../fields.ts";

/**
 * What the DaemonSet controller adds to every pod is lost with it: pods leave a node that is not ready after 300 s, as
 * others do, and none starts on a node that is cordoned or under pressure. `--keep-tolerations` writes them down.
 */
export const daemonTolerations: Row = (draft, { decided }) => {
  const podSpec = ["spec", "template", "spec"];
  const path = [...podSpec, "tolerations"];
  const own = listAt(draft.object, path) as readonly Toleration[];
  const effective = effectiveTolerations(valueAt(draft.object, podSpec) as PodSpec | undefined);
  // Those of its own come first, each in its place.
  const kept = effective.slice(0, own.length);
  const rest = effective.slice(own.length).filter((each) => !isCovered(each, kept));
  const added = [...kept.filter((each) => !own.includes(each)), ...rest];
  if (added.length === 0) return draft;
  if (decided.keepTolerations === true) {
    return set(
      draft,
      path,
      [...kept, ...rest],
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

/** By a wider one, and for good. */
function isCovered({ key = "", effect = "" }: Toleration, by: readonly Toleration[]): boolean {
  return by.some((each) => each.tolerationSeconds === undefined && toleratesTaint(each, { key, effect }));
}
