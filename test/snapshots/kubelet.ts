import type { Pod } from "../../src/kube/objects.ts";

type Status = NonNullable<Pod["status"]>;
type ContainerStatus = NonNullable<Status["containerStatuses"]>[number];
type Conditions = NonNullable<Status["conditions"]>;
type ContainerState = NonNullable<ContainerStatus["state"]>;

/** Statuses of pods as a kubelet writes them, for what kwok does not simulate. */
export type PodStatus = (pod: Pod) => Status;

/** All is well. */
export const running: PodStatus = (pod) => {
  const condition = { status: "True", lastTransitionTime: now() };
  const types = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];
  const state = { running: { startedAt: now() } };
  return {
    phase: "Running",
    ...addressOf(pod),
    conditions: types.map((type) => ({ type, ...condition })),
    containerStatuses: [{ ...containerOf(pod, state), ready: true, started: true }],
  };
};

/** The container starts and ends, again and again. Upstream: pkg/kubelet/kuberuntime#doBackOff (v1.36) */
export const crashLooping: PodStatus = (pod) => {
  const message = `back-off 5m0s restarting failed container=${nameIn(pod)} pod=${fullName(pod)}`;
  const ended = { exitCode: 1, reason: "Error", startedAt: now(-310), finishedAt: now(-300) };
  return {
    phase: "Running",
    ...addressOf(pod),
    conditions: notReady(pod, { hasSandbox: true }),
    containerStatuses: [
      {
        ...containerOf(pod, { waiting: { reason: "CrashLoopBackOff", message } }),
        restartCount: 6,
        lastState: { terminated: ended },
      },
    ],
  };
};

/** The registry has no such image. Upstream: pkg/kubelet/images/image_manager.go#pullImage (v1.36) */
export const imageMissing: PodStatus = (pod) => {
  const message = `Back-off pulling image "${imageIn(pod)}": ErrImagePull: ${imageError(pod)}`;
  return {
    phase: "Pending",
    ...addressOf(pod),
    conditions: notReady(pod, { hasSandbox: true }),
    containerStatuses: [containerOf(pod, { waiting: { reason: "ImagePullBackOff", message } })],
  };
};

/** containerd's words. */
function imageError(pod: Pod): string {
  const image = imageIn(pod);
  const resolving = `failed to resolve reference "${image}": ${image}: not found`;
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": ${resolving}`;
}

/** It is bound to a node and waits there for its volumes. */
export const waitingForVolumes: PodStatus = (pod) => ({
  phase: "Pending",
  conditions: notReady(pod, { hasSandbox: false }),
  containerStatuses: [containerOf(pod, { waiting: { reason: "ContainerCreating" } })],
});

/** It runs, and its readiness probe fails. */
export const probeFailing: PodStatus = (pod) => ({
  phase: "Running",
  ...addressOf(pod),
  conditions: notReady(pod, { hasSandbox: true }),
  containerStatuses: [{ ...containerOf(pod, { running: { startedAt: now(-120) } }), started: true }],
});

function containerOf(pod: Pod, state: ContainerState): ContainerStatus {
  return {
    name: nameIn(pod),
    image: imageIn(pod),
    imageID: "",
    ready: false,
    started: false,
    restartCount: 0,
    state,
  };
}

/** Upstream: pkg/kubelet/status/generate.go (v1.36) */
function notReady(pod: Pod, { hasSandbox }: { readonly hasSandbox: boolean }): Conditions {
  const lastTransitionTime = now();
  const unready = {
    status: "False",
    reason: "ContainersNotReady",
    message: `containers with unready status: [${nameIn(pod)}]`,
    lastTransitionTime,
  };
  const yes = { status: "True", lastTransitionTime };
  return [
    { type: "PodReadyToStartContainers", status: hasSandbox ? "True" : "False", lastTransitionTime },
    { type: "Initialized", ...yes },
    { type: "Ready", ...unready },
    { type: "ContainersReady", ...unready },
    { type: "PodScheduled", ...yes },
  ];
}

/** A pod has its address before its images are pulled. Those of kwok begin at the low end. */
function addressOf({ metadata, status }: Pod): Pick<Status, "podIP" | "podIPs"> {
  if (status?.podIP !== undefined) return {};
  const [a = 0, b = 0] = Buffer.from(metadata?.uid?.slice(-4) ?? "", "hex");
  const podIP = `10.244.${128 + (a % 128)}.${1 + (b % 254)}`;
  return { podIP, podIPs: [{ ip: podIP }] };
}

function nameIn({ spec }: Pod): string {
  return spec?.containers?.[0]?.name ?? "";
}

function imageIn({ spec }: Pod): string {
  return spec?.containers?.[0]?.image ?? "";
}

function fullName({ metadata }: Pod): string {
  return `${metadata?.name}_${metadata?.namespace}(${metadata?.uid})`;
}

function now(offsetSeconds = 0): string {
  return `${new Date(Date.now() + offsetSeconds * 1000).toISOString().slice(0, 19)}Z`;
}
