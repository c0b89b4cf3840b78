import type { PodDeletion, PodFacts, ReadinessGate } from "../../explanation/podFacts.ts";
import type { Event, Node, OwnerReference, Pod } from "../../kube/objects.ts";
import { controllerOf } from "../../kube/ownership.ts";
import { events, nodes } from "../../kube/resources.ts";
import { objectNamed, objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { readyStatus } from "../../rules/nodes/readyStatus.ts";
import { isReady } from "../../rules/pods/available.ts";
import { containersOf } from "../../rules/pods/containers.ts";
import { ownersOf } from "../../rules/pods/owners.ts";
import { stageOf } from "../../rules/pods/stage.ts";
import { waitingOf } from "../../rules/pods/waiting.ts";
import { podResources } from "../../rules/quota/podResources.ts";
import { schedulingCounts } from "../../rules/scheduling/schedulingCounts.ts";
import { unschedulableSummary } from "../../rules/scheduling/unschedulableSummary.ts";
import { podOrdinal } from "../../rules/statefulset/ordinals.ts";

const eventsShown = 5;

/** All that is so of a pod, from what was read of it. Judges nothing. */
export function facts(pod: Pod, snapshot: Snapshot): PodFacts {
  const { metadata, spec, status } = pod;
  const node = spec?.nodeName;
  const warnings = newestWarnings(objectsOf<Event>(snapshot, events, metadata?.namespace));
  const own = warnings.filter(({ involvedObject: { uid } }) => uid !== undefined && uid === metadata?.uid);
  const host = node ? objectNamed<Node>(snapshot, nodes, undefined, node) : undefined;
  const waiting = waitingOf(pod, host, own);
  const scheduling = node ? undefined : schedulingCounts(waiting?.message);
  const ordinal = ordinalIn(pod, controllerOf(pod));
  return {
    stage: stageOf(pod, waiting),
    phase: status?.phase ?? "Pending",
    ...(waiting && {
      waiting:
        node || !waiting.message ? waiting : { ...waiting, summary: unschedulableSummary(waiting.message) },
    }),
    ready: isReady(pod),
    ...(node && { node }),
    ...(host && { nodeReady: readyStatus(host) }),
    ...(metadata?.creationTimestamp !== undefined && { createdAt: metadata.creationTimestamp }),
    owners: ownersOf(pod, snapshot),
    ...(ordinal !== undefined && { ordinal }),
    restartPolicy: (spec?.restartPolicy ?? "Always") as PodFacts["restartPolicy"],
    schedulingGates: (spec?.schedulingGates ?? []).map(({ name }) => name),
    ...(scheduling && { scheduling }),
    containers: containersOf(pod),
    ...podResources(spec ?? {}),
    readinessGates: readinessGatesOf(pod),
    ...(metadata?.deletionTimestamp !== undefined && { deletion: deletionOf(pod, snapshot.observedAt) }),
    events: own.slice(0, eventsShown).map(toWarning),
  };
}

function ordinalIn({ metadata }: Pod, owner: OwnerReference | undefined): number | undefined {
  return owner?.kind === "StatefulSet" ? podOrdinal(owner.name, metadata?.name ?? "") : undefined;
}

/** Upstream: pkg/kubelet/status/generate.go#GeneratePodReadyCondition (v1.36) */
function readinessGatesOf({ spec, status }: Pod): readonly ReadinessGate[] {
  return (spec?.readinessGates ?? []).map(({ conditionType }) => {
    const condition = status?.conditions?.find(({ type }) => type === conditionType);
    return {
      conditionType,
      ...(condition && { status: condition.status }),
      ...(condition?.message && { message: condition.message }),
    };
  });
}

/** The time stamp is when the grace period ends, not when somebody asked. Upstream: apimachinery meta/v1 types.go */
function deletionOf({ metadata }: Pod, now: string): PodDeletion {
  return {
    dueAt: metadata?.deletionTimestamp ?? "",
    overdue: Date.parse(metadata?.deletionTimestamp ?? "") < Date.parse(now),
    ...(metadata?.deletionGracePeriodSeconds !== undefined && {
      graceSeconds: metadata.deletionGracePeriodSeconds,
    }),
    finalizers: metadata?.finalizers ?? [],
  };
}
