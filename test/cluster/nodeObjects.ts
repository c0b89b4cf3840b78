import { createHash } from "node:crypto";
import type { Node, Taint } from "../../src/kube/objects.ts";

/** The status of a node's Ready condition. */
export type Readiness = "True" | "False" | "Unknown";

export interface NodeInput {
  readonly name: string;
  /** Added to the labels that a kubelet sets: hostname, os and arch. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** Cordoned. */
  readonly unschedulable?: boolean;
  /** Default "True". */
  readonly ready?: Readiness;
  /** Default 8 cores, 32 GiB, 110 pods; also what is allocatable. */
  readonly capacity?: Readonly<Record<string, string>>;
  /** Default v1.36.3's. */
  readonly kubeletVersion?: string;
}

const defaultCapacity = { cpu: "8", memory: "32Gi", "ephemeral-storage": "100Gi", pods: "110" };

/**
 * A Node as a kubelet registers it, its status included: the API server keeps a status given at creation. One
 * that is not ready is tainted from the start, as the admission plugin TaintNodesByCondition would.
 */
export function nodeObject(input: NodeInput, kubeletVersion: string): Node {
  const { name, labels, annotations, unschedulable, ready = "True", capacity = defaultCapacity } = input;
  const notReady: Taint = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };
  const taints = [...(input.taints ?? []), ...(ready === "True" ? [] : [notReady])];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        ...labels,
      },
      ...(annotations && { annotations: { ...annotations } }),
    },
    spec: {
      ...(taints.length > 0 && { taints }),
      ...(unschedulable && { unschedulable }),
    },
    status: {
      addresses: [
        { type: "InternalIP", address: internalIP(name) },
        { type: "Hostname", address: name },
      ],
      capacity: { ...capacity },
      allocatable: { ...capacity },
      conditions: nodeConditions(ready),
      nodeInfo: {
        architecture: "amd64",
        bootID: "",
        containerRuntimeVersion: "containerd://2.1.4",
        kernelVersion: "6.12.0",
        kubeProxyVersion: "",
        kubeletVersion: input.kubeletVersion ?? kubeletVersion,
        machineID: "",
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 13 (trixie)",
        systemUUID: "",
      },
    },
  } as unknown as Node;
}

/**
 * The conditions of a node whose kubelet is well ("True"), reports that it is not ("False"), or is silent
 * ("Unknown"), with the reasons and messages of the kubelet and of the node lifecycle controller.
 */
export function nodeConditions(ready: Readiness) {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const condition = (type: string, status: Readiness, reason: string, message: string) => {
    return { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now };
  };
  const silent = ["NodeStatusUnknown", "Kubelet stopped posting node status."] as const;
  const pressures = [
    ["MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
    ["DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
    ["PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ] as const;
  const readyWords = {
    True: ["KubeletReady", "kubelet is posting ready status"],
    False: ["KubeletNotReady", "container runtime network not ready: cni plugin not initialized"],
    Unknown: silent,
  } as const;
  const [readyReason, readyMessage] = readyWords[ready];
  return [
    ...pressures.map(([type, reason, message]) => {
      if (ready === "Unknown") return condition(type, ready, ...silent);
      return condition(type, "False", reason, message);
    }),
    condition("Ready", ready, readyReason, readyMessage),
  ];
}

/** An address in 172.16.0.0/12 that depends on the name alone; two of many nodes may share one. */
function internalIP(name: string): string {
  const [second = 0, third = 0, fourth = 0] = createHash("sha256").update(name).digest();
  return `172.${16 + (second % 16)}.${third}.${1 + (fourth % 254)}`;
}
