import type { NodePlacement, PlacedPod, Waiting } from "../explanation/placement.ts";

/** Upstream: pkg/scheduler/framework/plugins/nodeports/node_ports.go#ErrReason (v1.36) */
export function lacksFreePorts(waiting: Waiting | undefined): boolean {
  return waiting?.reason === "Unschedulable" && waiting.summary.includes("didn't have free ports");
}

/** The pod of the node that waits for a port; during a surge it may be the one beside the counted one. */
export function podWithoutPort({
  pod,
  otherPods = [],
}: Pick<NodePlacement, "pod" | "otherPods">): PlacedPod | undefined {
  return [...(pod === undefined ? [] : [pod]), ...otherPods].find(({ waiting }) => lacksFreePorts(waiting));
}
