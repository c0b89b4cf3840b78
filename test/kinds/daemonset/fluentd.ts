import { daemonPodsByNode } from "../../../src/kinds/daemonset/daemonPods.ts";
import { placeOnNodes } from "../../../src/kinds/daemonset/placement.ts";
import type { CurrentRevision } from "../../../src/kinds/daemonset/revisions.ts";
import type { DaemonSet, Event, KubeObject, Node, Pod, PodSpec, Taint } from "../../../src/kube/objects.ts";
import type { Read } from "../../../src/kube/read.ts";
import type { ResourceType } from "../../../src/kube/resources.ts";
import {
  controllerRevisions,
  daemonSets,
  events,
  nodes,
  pods,
  services,
} from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";

/** When everything here is seen. */
export const now = "2026-05-04T12:00:00Z";
export const longAgo = "2026-05-04T08:00:00Z";
export const current: CurrentRevision = { name: "fluentd-5d8c9", revision: 3, hash: "5d8c9" };

const labels = { app: "fluentd" };

/** The DaemonSet kube-system/fluentd, applied and observed by the controller. */
export function fluentd(
  podSpec: Partial<PodSpec> = {},
  spec: Omit<Partial<NonNullable<DaemonSet["spec"]>>, "template"> = {},
): DaemonSet {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { namespace: "kube-system", name: "fluentd", uid: "uid-fluentd", generation: 4 },
    spec: {
      selector: { matchLabels: labels },
      ...spec,
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "fluentd", image: "fluentd:v1.19" }], ...podSpec },
      },
    },
    status: {
      observedGeneration: 4,
      desiredNumberScheduled: 0,
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    },
  };
}

export interface NodeState {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  readonly ready?: "True" | "False" | "Unknown";
}

export function node(
  name: string,
  { labels: own = {}, taints, unschedulable, ready = "True" }: NodeState = {},
) {
  return {
    metadata: { name, uid: `uid-${name}`, labels: { "kubernetes.io/hostname": name, ...own } },
    spec: { ...(taints && { taints }), ...(unschedulable && { unschedulable }) },
    status: { conditions: [{ type: "Ready", status: ready }] },
  } satisfies Node;
}

export interface PodState {
  readonly name?: string;
  readonly phase?: string;
  /** Its Ready condition; absent: True for a pod that runs. */
  readonly ready?: boolean;
  readonly readySince?: string;
  readonly hash?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly createdAt?: string;
  readonly terminating?: boolean;
  readonly ownerUid?: string;
  /** False: aimed at the node, not bound to it. */
  readonly bound?: boolean;
  readonly status?: Pod["status"];
}

/** A pod of fluentd on the node: of the current template, running and ready for long, unless said otherwise. */
export function pod(nodeName: string, state: PodState = {}): Pod {
  const { phase = "Running", hash = current.hash, bound = true, ownerUid = "uid-fluentd" } = state;
  const { name = `fluentd-${nodeName}`, ready = phase === "Running" && bound, terminating } = state;
  return {
    metadata: {
      namespace: "kube-system",
      name,
      uid: `uid-${name}`,
      labels: { ...labels, "controller-revision-hash": hash, ...state.labels },
      creationTimestamp: state.createdAt ?? longAgo,
      ...(terminating && { deletionTimestamp: now }),
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "DaemonSet", name: "fluentd", uid: ownerUid, controller: true },
      ],
    },
    spec: bound ? { nodeName } : { affinity: aimedAt(nodeName) },
    status: {
      phase: bound ? phase : "Pending",
      conditions: [
        { type: "Ready", status: ready ? "True" : "False", lastTransitionTime: state.readySince ?? longAgo },
      ],
      ...state.status,
    },
  };
}

/** As the controller aims a pod: required node affinity on the node's name. */
export function aimedAt(...names: readonly string[]): NonNullable<PodSpec["affinity"]> {
  const matchFields = [{ key: "metadata.name", operator: "In", values: names }];
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
    },
  };
}

/** A pod on a node whose one container waits for a reason such as CrashLoopBackOff. */
export function waiting(reason: string): Pick<PodState, "ready" | "status"> {
  const container = { name: "fluentd", image: "fluentd:v1.19", imageID: "", ready: false, restartCount: 4 };
  return {
    ready: false,
    status: {
      phase: "Running",
      conditions: [{ type: "Ready", status: "False", lastTransitionTime: longAgo }],
      containerStatuses: [{ ...container, state: { waiting: { reason } } }],
    },
  };
}

/** A pod that no node takes, with the scheduler's message. */
export function unschedulable(message: string): Pick<PodState, "bound" | "status"> {
  return {
    bound: false,
    status: {
      phase: "Pending",
      conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }],
    },
  };
}

/** What placeOnNodes makes of the nodes and pods. */
export function place(daemonSet: DaemonSet, nodesOf: readonly Node[], podsOf: readonly Pod[] = []) {
  const podsByNode = daemonPodsByNode(daemonSet, podsOf);
  return placeOnNodes({ daemonSet, podsByNode, current, podWarnings: [], now }, nodesOf);
}

export interface Seen {
  readonly nodes?: readonly Node[] | "forbidden" | "not recorded";
  readonly pods?: readonly Pod[] | "forbidden";
  readonly events?: readonly Event[];
  readonly services?: readonly KubeObject[];
}

/** A snapshot of a cluster in which fluentd was read with all that it needs. */
export function snapshot(daemonSet: DaemonSet, seen: Seen = {}): Snapshot {
  const namespace = "kube-system";
  const labelSelector = daemonSet.spec?.selector ?? {};
  const list = (resource: ResourceType, objects: readonly KubeObject[] = []) => ({
    read: { resource, namespace },
    objects,
  });
  const revision: KubeObject & { revision: number } = {
    metadata: {
      namespace,
      name: current.name,
      uid: "uid-revision",
      labels: { "controller-revision-hash": current.hash },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "DaemonSet", name: "fluentd", uid: "uid-fluentd", controller: true },
      ],
    },
    revision: current.revision,
  };
  return {
    observedAt: now,
    source: { type: "cluster" },
    results: [
      { read: { resource: daemonSets, namespace, name: "fluentd" }, objects: [daemonSet] },
      answer({ resource: nodes }, seen.nodes),
      answer({ resource: pods, namespace, labelSelector }, seen.pods),
      { read: { resource: controllerRevisions, namespace, labelSelector }, objects: [revision] },
      list(services, seen.services),
      list(events, seen.events),
    ],
  };
}

function answer(read: Read, seen: readonly KubeObject[] | "forbidden" | "not recorded" = []): ReadResult {
  if (seen === "forbidden") return { read, failure: { reason: "Forbidden", message: "it is forbidden" } };
  if (seen === "not recorded") return { read, failure: { reason: "NotRecorded", message: "it is not told" } };
  return { read, objects: seen };
}
