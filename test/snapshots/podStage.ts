import type { KubeObject, ObjectMeta, Pod, PodSpec } from "../../src/kube/objects.ts";
import type { RunningCluster } from "../cluster/controlPlane.ts";
import type { PodStatus } from "./kubelet.ts";
import { keepKwokOut } from "./kubeletByHand.ts";
import { podPath } from "./objectPath.ts";
import { seconds } from "./podStatus.ts";
import type { Stage } from "./stage.ts";

export interface PodInput {
  readonly namespace: string;
  readonly name: string;
  readonly image?: string;
  /** Of its one container, which has the name of the pod. */
  readonly container?: Partial<PodSpec["containers"][number]>;
  readonly spec?: Partial<PodSpec>;
  readonly metadata?: ObjectMeta;
}

/** A pod that no controller owns, unless its metadata says so. */
export function bare({ namespace, name, image, container, spec, metadata }: PodInput): Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace, name, ...metadata },
    spec: { containers: [{ name, image: image ?? `registry.example/${name}:1.4.0`, ...container }], ...spec },
  };
}

/** Lists leave the type out of their items, and a recording goes by it. */
export function typed(pod: Pod | undefined): Pod {
  if (pod === undefined) throw new Error("there is no such pod");
  return { ...pod, apiVersion: "v1", kind: "Pod" };
}

/** The pod as it is once `probe` holds of it. */
export function podOnce(cluster: RunningCluster, pod: Pod, what: string, probe: (pod: Pod) => boolean) {
  return cluster.waitFor(`pod ${pod.metadata?.namespace}/${pod.metadata?.name} ${what}`, async () => {
    const now = await cluster.request<Pod>("GET", podPath(pod));
    return probe(now) && now;
  }) as Promise<Pod>;
}

/** From now on no pod of the namespace runs before somebody writes that it does. */
export async function byHandIn(namespace: string, stage: Stage, { request }: RunningCluster): Promise<void> {
  const spec = { schedulingGates: [{ name: "example.com/witness" }] };
  const witness = await stage.create(bare({ namespace, name: "witness", spec }));
  await keepKwokOut(request, witness);
  await stage.deletePod(witness);
}

/** The pod, bound by the scheduler to a node whose kubelet says `status` of it. */
export async function onItsNode(
  stage: Stage,
  cluster: RunningCluster,
  pod: Pod,
  status: PodStatus,
): Promise<Pod> {
  await byHandIn(pod.metadata?.namespace ?? "", stage, cluster);
  await stage.create(pod);
  const bound = await podOnce(cluster, pod, "to have a node", ({ spec }) => Boolean(spec?.nodeName));
  await stage.writePodStatus(status, bound);
  return bound;
}

interface KubeletEvent {
  readonly reason: string;
  readonly message: string;
  readonly type?: "Normal" | "Warning";
  readonly container?: string;
  readonly count?: number;
  /** Seconds ago. */
  readonly since?: number;
}

/** Upstream: pkg/kubelet/events/event.go; client-go tools/record/event.go#makeEvent (v1.36) */
export async function kubeletEvents(
  { request }: RunningCluster,
  { metadata, spec }: Pod,
  ...events: readonly KubeletEvent[]
): Promise<void> {
  const { namespace = "", name = "", uid = "", resourceVersion = "" } = metadata ?? {};
  for (const [
    index,
    { reason, message, type = "Warning", container, count = 1, since = 0 },
  ] of events.entries()) {
    const host = spec?.nodeName ?? "";
    const fieldPath = container && `spec.containers{${container}}`;
    const event: KubeObject = {
      metadata: { namespace, name: `${name}.18a4c5d6e7f8091${index}` },
      involvedObject: {
        apiVersion: "v1",
        kind: "Pod",
        namespace,
        name,
        uid,
        resourceVersion,
        ...(fieldPath && { fieldPath }),
      },
      reason,
      message,
      type,
      count,
      firstTimestamp: seconds(-since),
      lastTimestamp: seconds(),
      source: { component: "kubelet", host },
      reportingComponent: "kubelet",
      reportingInstance: host,
    } as KubeObject;
    await request("POST", `/api/v1/namespaces/${namespace}/events`, event);
  }
}
