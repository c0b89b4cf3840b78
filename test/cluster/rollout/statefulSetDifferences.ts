import type { Pod, StatefulSet } from "../../../src/kube/objects.ts";
import type { Observation } from "./observe.ts";
import { isObserved, isReady, isTerminating } from "./state.ts";

/** Why `kubectl rollout status` and the tool may say different things of the same StatefulSet. */
export type StatefulSetException =
  /** kubectl has no word for it. */
  | "OnDelete"
  /** kubectl counts as ready what is to be deleted. */
  | "pods of ordinals that it should not have"
  | "terminating pods"
  /** kubectl does not ask whether a pod was ready for minReadySeconds. */
  | "minReadySeconds"
  /** kubectl goes by the status, the tool by the pods. */
  | "status behind the pods"
  /** Without `rollingUpdate` kubectl waits for currentRevision, which advances after the last pod. */
  | "no rollingUpdate";

export interface StatefulSetJudgement {
  readonly differences: readonly string[];
  readonly exceptions: readonly StatefulSetException[];
}

/** Whether both say that the rollout is done, or why they need not. */
export function judgeStatefulSet(
  { state: { object, pods }, explanation, kubectl }: Observation<"StatefulSet">,
  atRest: boolean,
): StatefulSetJudgement {
  const { phase } = explanation.facts.rollout;
  const nothing = { differences: [], exceptions: [] };
  const differ = (text: string): StatefulSetJudgement => ({ differences: [text], exceptions: [] });
  if (!isObserved(object))
    return phase === "NotObserved" ? nothing : differ(`unobserved, but its phase is ${phase}`);

  const done = phase === "Complete" || phase === "Partitioned";
  const real = doneByPods(object, pods);
  if (atRest && done !== real.done)
    return differ(`its phase is ${phase}; by its pods: ${real.why || "done"}`);
  if (kubectl === undefined) return nothing;
  if (kubectl.verdict === "NotForThisStrategy") {
    return object.spec?.updateStrategy?.type === "OnDelete"
      ? { differences: [], exceptions: ["OnDelete"] }
      : differ(`kubectl: ${kubectl.text}`);
  }
  if ((kubectl.verdict === "Done") === done) return nothing;
  const exceptions = done
    ? whyOnlyTheTool(object, pods, atRest)
    : whyOnlyKubectl(object, pods, explanation, atRest);
  if (exceptions.length > 0) return { differences: [], exceptions };
  return differ(`its phase is ${phase}; kubectl: ${kubectl.text}`);
}

function whyOnlyTheTool(
  object: StatefulSet,
  pods: readonly Pod[],
  atRest: boolean,
): readonly StatefulSetException[] {
  const { rollingUpdate } = object.spec?.updateStrategy ?? {};
  const { currentRevision, updateRevision } = object.status ?? {};
  return [
    ...(!atRest && statusBehind(object, pods) ? ["status behind the pods" as const] : []),
    ...(!atRest && rollingUpdate === undefined && currentRevision !== updateRevision
      ? ["no rollingUpdate" as const]
      : []),
  ];
}

function whyOnlyKubectl(
  object: StatefulSet,
  pods: readonly Pod[],
  { observedAt }: Observation<"StatefulSet">["explanation"],
  atRest: boolean,
): readonly StatefulSetException[] {
  const wanted = pods.filter((pod) => isWanted(object, pod));
  const young = wanted.filter(
    (pod) => isReady(pod) && readyFor(pod, observedAt) < (object.spec?.minReadySeconds ?? 0),
  );
  return [
    ...(wanted.length < pods.length ? ["pods of ordinals that it should not have" as const] : []),
    ...(pods.some(isTerminating) ? ["terminating pods" as const] : []),
    ...(!atRest && young.length > 0 ? ["minReadySeconds" as const] : []),
    ...(!atRest && statusBehind(object, pods) ? ["status behind the pods" as const] : []),
  ];
}

/** Upstream: pkg/controller/statefulset/stateful_set_control.go#updateStatus (v1.36) */
function statusBehind({ status }: StatefulSet, pods: readonly Pod[]): boolean {
  const { updateRevision, replicas = 0, readyReplicas = 0, updatedReplicas = 0 } = status ?? {};
  const running = pods.filter((pod) => pod.status?.phase === "Running");
  const updated = pods.filter((pod) => !isTerminating(pod) && revisionOf(pod) === updateRevision);
  return (
    pods.length !== replicas ||
    running.filter(isReady).length !== readyReplicas ||
    updated.length !== updatedReplicas
  );
}

/** Read from pods alone, of a StatefulSet at rest. */
function doneByPods(
  object: StatefulSet,
  pods: readonly Pod[],
): { readonly done: boolean; readonly why: string } {
  const { replicas = 1, ordinals, updateStrategy } = object.spec ?? {};
  const first = (ordinals?.start ?? 0) + (updateStrategy?.rollingUpdate?.partition ?? 0);
  const healthy = pods.filter((pod) => isWanted(object, pod) && isReady(pod) && !isTerminating(pod));
  const outdated = healthy.filter(
    (pod) => ordinalOf(pod) >= first && revisionOf(pod) !== object.status?.updateRevision,
  );
  const why = [
    ...(healthy.length === replicas ? [] : [`${healthy.length} of ${replicas} are ready`]),
    ...(pods.length > replicas ? [`there are ${pods.length} of ${replicas}`] : []),
    ...(outdated.length > 0 ? [`${outdated.length} are outdated`] : []),
  ].join(", ");
  return { done: why === "", why };
}

function isWanted({ spec }: StatefulSet, pod: Pod): boolean {
  const index = ordinalOf(pod) - (spec?.ordinals?.start ?? 0);
  return index >= 0 && index < (spec?.replicas ?? 1);
}

function ordinalOf({ metadata }: Pod): number {
  return Number(metadata?.name?.split("-").at(-1));
}

function revisionOf({ metadata }: Pod): string | undefined {
  return metadata?.labels?.["controller-revision-hash"];
}

/** In seconds. */
function readyFor({ status }: Pod, now: string): number {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  return (Date.parse(now) - Date.parse(ready?.lastTransitionTime ?? "")) / 1000;
}
