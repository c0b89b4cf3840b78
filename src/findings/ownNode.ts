import { selectorMatches } from "../kube/labelSelector.ts";
import { containersOf, type NewWorkload } from "./newWorkload.ts";

/** What keeps a second pod of a template off a node. */
export interface OwnNode {
  readonly because: "HostPort" | "AntiAffinity";
  /** JSON Pointer to it. */
  readonly pointer: string;
  /** The port, `9100/TCP`; of an anti-affinity the topology key. */
  readonly value: string;
}

/** Undefined where several pods of the template can run on one node. */
export function needsOwnNode(workload: NewWorkload): OwnNode | undefined {
  return hostPortOf(workload) ?? antiAffinityOf(workload);
}

/**
 * The first port of its node that a pod takes. With `hostNetwork` every port that a container declares is one.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#defaultHostNetworkPorts, pkg/scheduler/util/utils.go#GetHostPorts (v1.36)
 */
export function hostPortOf(workload: NewWorkload): OwnNode | undefined {
  const hostNetwork = workload.spec?.template?.spec?.hostNetwork === true;
  for (const { container, pointer } of containersOf(workload)) {
    // One that has ended holds no port.
    if (pointer.includes("/initContainers/") && container.restartPolicy !== "Always") continue;
    for (const [index, port] of (container.ports ?? []).entries()) {
      const { containerPort, hostPort = hostNetwork ? containerPort : 0, protocol = "TCP" } = port;
      if (hostPort === 0) continue;
      const field = port.hostPort === undefined ? "containerPort" : "hostPort";
      return {
        because: "HostPort",
        pointer: `${pointer}/ports/${index}/${field}`,
        value: `${hostPort}/${protocol}`,
      };
    }
  }
  return undefined;
}

function antiAffinityOf({ spec }: NewWorkload): OwnNode | undefined {
  const template = spec?.template;
  const required =
    template?.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const index = required.findIndex(
    ({ topologyKey, labelSelector }) =>
      topologyKey === "kubernetes.io/hostname" && selectorMatches(labelSelector, template?.metadata?.labels),
  );
  if (index < 0) return undefined;
  return {
    because: "AntiAffinity",
    pointer: `/spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/${index}/topologyKey`,
    value: "kubernetes.io/hostname",
  };
}
