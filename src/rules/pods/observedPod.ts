import type { PlacedPod, Waiting } from "../../explanation/placement.ts";
import type { Event, Pod } from "../../kube/objects.ts";
import { unschedulableSummary } from "../scheduling/unschedulableSummary.ts";
import { isAvailable, isReady, isTerminating } from "./available.ts";
import { waitingOf } from "./waiting.ts";

export interface ObservedPod extends PlacedPod {
  /** Absent while the pod is not bound. */
  readonly node?: string;
}

export interface PodObserver {
  readonly minReadySeconds: number;
  /** Warning events about pods, newest first. */
  readonly warnings: readonly Event[];
  /** RFC 3339. */
  readonly now: string;
}

/** What is said of a pod whose controller leaves it to the scheduler on which node it runs. */
export function observePod(pod: Pod, { minReadySeconds, warnings, now }: PodObserver): ObservedPod {
  const waiting = waitingAnywhere(pod, warnings);
  const node = pod.spec?.nodeName;
  const createdAt = pod.metadata?.creationTimestamp;
  return {
    name: pod.metadata?.name ?? "",
    phase: pod.status?.phase ?? "Pending",
    bound: Boolean(node),
    ...(node && { node }),
    ready: isReady(pod),
    available: isAvailable(pod, minReadySeconds, now),
    terminating: isTerminating(pod),
    ...(createdAt !== undefined && { createdAt }),
    restarts: (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ...(waiting && { waiting }),
  };
}

/** The scheduler looked at every node for it, so what it says of all of them stays. */
function waitingAnywhere(pod: Pod, warnings: readonly Event[]): Waiting | undefined {
  const waiting = waitingOf(pod, undefined, warnings);
  if (waiting?.message === undefined || pod.spec?.nodeName) return waiting;
  return { ...waiting, summary: unschedulableSummary(waiting.message) };
}
