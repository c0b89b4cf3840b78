import type { PodSpec, Toleration } from "../../kube/objects.ts";

const notReady: Toleration = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" };
const unreachable: Toleration = {
  key: "node.kubernetes.io/unreachable",
  operator: "Exists",
  effect: "NoExecute",
};
const noSchedule = (key: string): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: "Exists",
  effect: "NoSchedule",
});

/**
 * What the controller adds to every pod of a DaemonSet. Node trouble does not evict the pod, and cordoned nodes
 * still get one. There is no NoSchedule toleration for not-ready and unreachable: a NotReady node that has no
 * pod gets none until it is Ready.
 *
 * Upstream: pkg/controller/daemon/util/daemonset_util.go#AddOrUpdateDaemonPodTolerations (v1.36)
 */
export function addedTolerations(spec: Pick<PodSpec, "hostNetwork"> | undefined): readonly Toleration[] {
  return [
    notReady,
    unreachable,
    ...["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map(noSchedule),
    ...(spec?.hostNetwork === true ? [noSchedule("network-unavailable")] : []),
  ];
}

/**
 * The tolerations that the pods get: the template's own, in their order, with the controller's replacing those
 * that are the same but for tolerationSeconds, and the rest of the controller's after them.
 */
export function effectiveTolerations(spec: PodSpec | undefined): readonly Toleration[] {
  const added = addedTolerations(spec);
  const declared = spec?.tolerations ?? [];
  return [
    ...declared.map((own) => added.find((toleration) => sameToleration(own, toleration)) ?? own),
    ...added.filter((toleration) => !declared.some((own) => sameToleration(own, toleration))),
  ];
}

/** Upstream: api/core/v1/toleration.go#MatchToleration: the same but for tolerationSeconds. */
function sameToleration(a: Toleration, b: Toleration): boolean {
  return (
    (a.key ?? "") === (b.key ?? "") &&
    (a.operator ?? "") === (b.operator ?? "") &&
    (a.value ?? "") === (b.value ?? "") &&
    (a.effect ?? "") === (b.effect ?? "")
  );
}

/**
 * Tolerations whose tolerationSeconds stays in force and covers NoExecute. The pod is evicted when the time is
 * over, and the controller, which does not look at the time, creates it again at once: for ever.
 */
export function limitedTolerations(spec: PodSpec | undefined): readonly Toleration[] {
  const all = effectiveTolerations(spec);
  return all.filter(
    (own, index) => isLimited(own) && !all.slice(0, index).some((earlier) => comesBefore(earlier, own)),
  );
}

function isLimited({ tolerationSeconds, effect = "" }: Toleration): boolean {
  return tolerationSeconds !== undefined && (effect === "" || effect === "NoExecute");
}

/**
 * For each taint the first toleration that tolerates it counts, so one without a limit that covers all that a
 * later one covers keeps that from ever taking effect.
 *
 * Upstream: pkg/apis/core/v1/helper/helpers.go#GetMatchingTolerations (v1.36)
 */
function comesBefore(earlier: Toleration, later: Toleration): boolean {
  const { key = "", operator = "", value = "", effect = "" } = earlier;
  if (earlier.tolerationSeconds !== undefined || (effect !== "" && effect !== "NoExecute")) return false;
  if (key !== "" && key !== later.key) return false;
  return operator === "Exists" || (later.operator !== "Exists" && value === (later.value ?? ""));
}
