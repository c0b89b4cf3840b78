import type { ContainerPart, PodContainer } from "../../explanation/podFacts.ts";
import type { Pod } from "../../kube/objects.ts";

type Container = NonNullable<NonNullable<Pod["spec"]>["containers"]>[number];
type Status = NonNullable<NonNullable<Pod["status"]>["containerStatuses"]>[number];

/** What stands of each container: those that come first, in their order, then the main ones. */
export function containersOf({ spec, status }: Pod): readonly PodContainer[] {
  const statuses = new Map(
    [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map((each) => [
      each.name,
      each,
    ]),
  );
  const before = (spec?.initContainers ?? []).map((each) =>
    containerOf(each, partOf(each), statuses.get(each.name)),
  );
  const main = (spec?.containers ?? []).map((each) => containerOf(each, "main", statuses.get(each.name)));
  return [...before, ...main];
}

/** Upstream: pkg/kubelet/types/pod_update.go#IsRestartableInitContainer (v1.36) */
function partOf({ restartPolicy }: Container): ContainerPart {
  return restartPolicy === "Always" ? "sidecar" : "init";
}

function containerOf(
  { name, image = "", resources }: Container,
  part: ContainerPart,
  status?: Status,
): PodContainer {
  const { waiting, running, terminated } = status?.state ?? {};
  const { reason, message } = waiting ?? terminated ?? {};
  const ended = status?.lastState?.terminated;
  return {
    name,
    part,
    image,
    state: terminated ? "Terminated" : running ? "Running" : waiting ? "Waiting" : "NotStarted",
    ready: status?.ready === true,
    ...(status?.started !== undefined && status.started !== null && { started: status.started }),
    restarts: status?.restartCount ?? 0,
    ...(reason !== undefined && reason !== "" && { reason }),
    ...(message !== undefined && message !== "" && { message }),
    ...(terminated && { exitCode: terminated.exitCode }),
    ...(terminated?.signal && { signal: terminated.signal }),
    ...(ended && {
      last: {
        ...(ended.reason && { reason: ended.reason }),
        exitCode: ended.exitCode,
        ...(ended.signal && { signal: ended.signal }),
        ...(ended.finishedAt && { finishedAt: ended.finishedAt }),
      },
    }),
    requests: resources?.requests ?? {},
    limits: resources?.limits ?? {},
  };
}
