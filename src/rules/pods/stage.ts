import type { Waiting } from "../../explanation/placement.ts";
import type { PodStage } from "../../explanation/podFacts.ts";
import type { Pod } from "../../kube/objects.ts";
import { isReady, isTerminal, isTerminating } from "./available.ts";

const imageReasons = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "ImageInspectError",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);
const configurationReasons = new Set(["CreateContainerConfigError", "CreateContainerError"]);

/**
 * How far a pod has come, from what it waits for, in the order in which the kubelet goes: node, volumes and sandbox,
 * init containers, containers, readiness.
 *
 * Upstream: pkg/kubelet/images/types.go, pkg/kubelet/kuberuntime/kuberuntime_container.go (reasons, v1.36)
 */
export function stageOf(pod: Pod, waiting: Waiting | undefined): PodStage {
  // The kubelet gives a deleted pod its last phase before the object goes, and a finalizer may keep it there.
  if (isTerminating(pod)) return "Terminating";
  if (isTerminal(pod)) return "Ended";
  if (isReady(pod)) return "Ready";
  if (!pod.spec?.nodeName) return (pod.spec?.schedulingGates ?? []).length > 0 ? "Gated" : "Scheduling";
  const reason = waiting?.reason ?? "";
  if (imageReasons.has(reason)) return "Image";
  if (configurationReasons.has(reason)) return "Configuration";
  if (isInitializing(pod)) return "Initializing";
  const statuses = pod.status?.containerStatuses ?? [];
  const crashed = statuses.some(({ state }) => {
    return state?.waiting?.reason === "CrashLoopBackOff" || (state?.terminated?.exitCode ?? 0) !== 0;
  });
  if (crashed || reason === "RunContainerError") return "Crashing";
  // One of several containers may have done its work.
  const isWaited = statuses.some(({ state }) => !state?.running && !state?.terminated);
  return !isWaited && statuses.some(({ state }) => state?.running) ? "Readiness" : "Preparing";
}

/** An init container has begun, and not all of them are through. */
function isInitializing({ spec, status }: Pod): boolean {
  const statuses = status?.initContainerStatuses ?? [];
  const begun = statuses.some(({ state, restartCount }) => {
    const { waiting } = state ?? {};
    return (
      restartCount > 0 ||
      (waiting !== undefined ? waiting.reason === "CrashLoopBackOff" : state !== undefined)
    );
  });
  const initialized = status?.conditions?.find(({ type }) => type === "Initialized");
  return begun && (spec?.initContainers ?? []).length > 0 && initialized?.status !== "True";
}
