import type { Waiting } from "../../explanation/placement.ts";
import type { Event, Node, Pod } from "../../kube/objects.ts";
import { warningAbout } from "../events/warnings.ts";
import { ownNodeClause } from "../scheduling/schedulerMessage.ts";
import { isReady } from "./available.ts";

type ContainerStatus = NonNullable<NonNullable<Pod["status"]>["containerStatuses"]>[number];

/**
 * Why a pod does not run or is not ready, in the cluster's own word and message; undefined for a ready pod.
 * Looked for where each stage leaves it: the PodScheduled condition before binding, init containers, containers,
 * warning events while everything is only "creating", then readiness, and last the node itself, whose lifecycle
 * controller sets a pod's Ready condition to False though its containers run.
 */
export function waitingOf(pod: Pod, node: Node | undefined, warnings: readonly Event[]): Waiting | undefined {
  if (isReady(pod)) return undefined;
  const { status } = pod;
  if (status?.phase === "Failed") {
    return waiting(status.reason ?? "Failed", status.message);
  }
  if (!pod.spec?.nodeName) return unscheduled(pod);

  const container = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
    .map(containerTrouble)
    .find((trouble) => trouble !== undefined);
  if (
    container !== undefined &&
    container.reason !== "ContainerCreating" &&
    container.reason !== "PodInitializing"
  ) {
    return container;
  }
  // What an event complains of may be long over; it is news only until a container has started.
  const isCreating = container !== undefined || (status?.containerStatuses ?? []).length === 0;
  const event = isCreating ? warningAbout(warnings, pod.metadata?.uid) : undefined;
  if (event !== undefined && event.reason !== "FailedScheduling") {
    return waiting(event.reason ?? "Warning", event.message);
  }
  if (container !== undefined) return container;

  const nodeReady = node?.status?.conditions?.find(({ type }) => type === "Ready");
  if (nodeReady !== undefined && nodeReady.status !== "True") {
    return waiting("NodeNotReady", `its node's Ready condition is ${nodeReady.status}`);
  }
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  if (ready?.status === "False") return waiting(ready.reason ?? "NotReady", ready.message);
  return waiting(status?.phase === "Pending" ? "ContainerCreating" : "NotReady", undefined);
}

/** Upstream: pkg/scheduler/schedule_one.go; the reasons Unschedulable, SchedulingGated, SchedulerError. */
function unscheduled(pod: Pod): Waiting {
  const scheduled = pod.status?.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status !== "False") {
    return { reason: "NotScheduledYet", summary: "the scheduler has not looked at it yet" };
  }
  const message = scheduled.message ?? "";
  return { ...waiting(scheduled.reason ?? "Unschedulable", message), summary: ownNodeClause(message) };
}

function containerTrouble({ name, state, lastState, restartCount }: ContainerStatus): Waiting | undefined {
  if (state?.waiting?.reason !== undefined) {
    const { exitCode, reason } = lastState?.terminated ?? {};
    // OOMKilled is the why; Error says no more than the exit code does.
    const why = reason === undefined || reason === "Error" || reason === "Completed" ? "" : `${reason}, `;
    const detail =
      exitCode === undefined ? "" : ` (${why}exit code ${exitCode}, ${plural(restartCount, "restart")})`;
    return {
      ...waiting(state.waiting.reason, state.waiting.message),
      summary: `container ${name}: ${state.waiting.reason}${detail}`,
    };
  }
  if (state?.terminated !== undefined && state.terminated.exitCode !== 0) {
    return waiting(
      state.terminated.reason ?? "Error",
      `container ${name} ended with exit code ${state.terminated.exitCode}`,
    );
  }
  return undefined;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function waiting(reason: string, message: string | undefined): Waiting {
  if (message === undefined || message === "") return { reason, summary: reason };
  return { reason, summary: message, message };
}
