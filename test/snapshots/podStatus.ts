import type { Pod } from "../../src/kube/objects.ts";
import type { PodStatus } from "./kubelet.ts";

type Status = NonNullable<Pod["status"]>;
type ContainerStatus = NonNullable<Status["containerStatuses"]>[number];
type Condition = NonNullable<Status["conditions"]>[number];

interface Says {
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed";
  /** By name of container; of those left out the kubelet says that they wait for their turn. */
  readonly containers?: { readonly [name: string]: Partial<ContainerStatus> };
  /** Its sandbox stands, with an address. */
  readonly hasSandbox?: boolean;
  readonly reason?: string;
  readonly message?: string;
  /** Beside those that the kubelet computes. */
  readonly conditions?: readonly Condition[];
}

/**
 * The status that a kubelet writes of a pod with several containers, its conditions as it computes them.
 *
 * Upstream: pkg/kubelet/kubelet_pods.go#generateAPIPodStatus, pkg/kubelet/status/generate.go (v1.36)
 */
export function podStatus({ phase, containers = {}, hasSandbox = true, ...says }: Says): PodStatus {
  return (pod) => {
    const inits = pod.spec?.initContainers ?? [];
    const turn = { waiting: { reason: inits.length > 0 ? "PodInitializing" : "ContainerCreating" } };
    const statusesOf = (specs: readonly { readonly name: string; readonly image?: string }[]) =>
      specs.map(({ name, image = "" }): ContainerStatus => {
        const usual = { ready: false, started: false, restartCount: 0, state: turn };
        return { name, image, imageID: "", ...usual, ...containers[name] };
      });
    const before = statusesOf(inits);
    const main = statusesOf(pod.spec?.containers ?? []);
    const sidecars = inits.filter(({ restartPolicy }) => restartPolicy === "Always").map(({ name }) => name);
    const isSidecar = ({ name }: ContainerStatus) => sidecars.includes(name);
    const incomplete = before.filter((each) => !(isSidecar(each) ? each.started : each.ready));
    const unready = [...before.filter(isSidecar), ...main].filter(({ ready }) => !ready);
    return {
      phase,
      ...says,
      ...(hasSandbox && address),
      conditions: [
        ...(says.conditions ?? []),
        condition("PodReadyToStartContainers", hasSandbox),
        initialized(phase, main, incomplete),
        readyCondition(phase, pod, unready, says.conditions ?? []),
        containersReady("ContainersReady", phase, unready),
        condition("PodScheduled", true),
      ],
      ...(before.length > 0 && { initContainerStatuses: before }),
      containerStatuses: main,
    };
  };
}

const address = { podIP: "10.244.131.7", podIPs: [{ ip: "10.244.131.7" }] };

function initialized(
  phase: Says["phase"],
  main: readonly ContainerStatus[],
  incomplete: readonly ContainerStatus[],
): Condition {
  if (phase === "Succeeded") return condition("Initialized", true, "PodCompleted");
  const hasStarted = main.some(({ state, lastState }) => !state?.waiting || lastState?.terminated);
  if (hasStarted || incomplete.length === 0) return condition("Initialized", true);
  const message = `containers with incomplete status: ${namesOf(incomplete)}`;
  return condition("Initialized", false, "ContainersNotInitialized", message);
}

function containersReady(type: string, phase: Says["phase"], unready: readonly ContainerStatus[]): Condition {
  if (phase === "Succeeded") return condition(type, false, "PodCompleted");
  if (phase === "Failed") return condition(type, false, "PodFailed");
  if (unready.length === 0) return condition(type, true);
  return condition(type, false, "ContainersNotReady", `containers with unready status: ${namesOf(unready)}`);
}

function readyCondition(
  phase: Says["phase"],
  { spec }: Pod,
  unready: readonly ContainerStatus[],
  set: readonly Condition[],
): Condition {
  const containers = containersReady("Ready", phase, unready);
  if (containers.status !== "True") return containers;
  const messages = (spec?.readinessGates ?? []).flatMap(({ conditionType }) => {
    const status = set.find(({ type }) => type === conditionType)?.status;
    if (status === "True") return [];
    return status === undefined
      ? [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`]
      : [`the status of pod readiness gate "${conditionType}" is not "True", but ${status}`];
  });
  if (messages.length === 0) return containers;
  return condition("Ready", false, "ReadinessGatesNotReady", messages.join(", "));
}

function condition(type: string, isTrue: boolean, reason?: string, message?: string): Condition {
  return {
    type,
    status: isTrue ? "True" : "False",
    lastTransitionTime: seconds(),
    ...(reason && { reason }),
    ...(message && { message }),
  };
}

function namesOf(statuses: readonly ContainerStatus[]): string {
  return `[${statuses.map(({ name }) => name).join(" ")}]`;
}

/** RFC 3339, as a kubelet writes it. */
export function seconds(offset = 0): string {
  return `${new Date(Date.now() + offset * 1000).toISOString().slice(0, 19)}Z`;
}
