import type { NodePlacement, PlacedPod, PlacementState } from "../../explanation/placement.ts";
import type { DaemonSet, Event, Node, Pod } from "../../kube/objects.ts";
import { readyStatus } from "../../rules/nodes/readyStatus.ts";
import { nodePool, nodeZone } from "../../rules/nodes/topology.ts";
import { isAvailable, isReady, isTerminating } from "../../rules/pods/available.ts";
import { waitingOf } from "../../rules/pods/waiting.ts";
import { type Decision, nodeDecider } from "../../rules/scheduling/shouldRun.ts";
import { type CurrentRevision, isUpdated } from "./revisions.ts";

export interface PlacementInput {
  readonly daemonSet: DaemonSet;
  readonly podsByNode: ReadonlyMap<string, readonly Pod[]>;
  readonly current: CurrentRevision | undefined;
  /** False: what pods there are is not known, so neither is the state of any node. */
  readonly podsKnown?: boolean;
  readonly podWarnings: readonly Event[];
  readonly now: string;
}

/** What the controller wants of every node, and what is there; in the order of the nodes' names. */
export function placeOnNodes(input: PlacementInput, nodes: readonly Node[]): readonly NodePlacement[] {
  const decide = nodeDecider(input.daemonSet);
  return nodes.map((node) => placeOnNode(input, node, decide(node))).sort(byName);
}

function placeOnNode(input: PlacementInput, node: Node, decision: Decision): NodePlacement {
  const name = node.metadata?.name ?? "";
  const [counted, ...others] = input.podsByNode.get(name) ?? [];
  const zone = nodeZone(node);
  const pool = nodePool(node);
  return {
    name,
    state: input.podsKnown === false ? "Unknown" : stateOf(decision, counted),
    shouldRun: decision.shouldRun,
    shouldContinueRunning: decision.shouldContinueRunning,
    reasons: decision.reasons,
    ...(counted && { pod: placedPod(input, counted, node) }),
    ...(others.length > 0 && { otherPods: others.map((pod) => placedPod(input, pod, node)) }),
    ...(zone !== undefined && { zone }),
    ...(pool !== undefined && { pool }),
    nodeReady: readyStatus(node),
    cordoned: node.spec?.unschedulable === true,
  };
}

/**
 * The nodes that are known from their pods alone, where the nodes themselves could not be read: whether the
 * controller wants the pods there cannot be told.
 */
export function placeOnUnreadNodes(input: PlacementInput): readonly NodePlacement[] {
  return [...input.podsByNode]
    .flatMap(([name, [counted, ...others]]): NodePlacement[] => {
      if (counted === undefined) return [];
      return [
        {
          name,
          state: "Unknown",
          reasons: [],
          pod: placedPod(input, counted, undefined),
          ...(others.length > 0 && { otherPods: others.map((pod) => placedPod(input, pod, undefined)) }),
          nodeReady: "Unknown",
          cordoned: false,
        },
      ];
    })
    .sort(byName);
}

function stateOf({ shouldRun }: Decision, pod: Pod | undefined): PlacementState {
  if (!shouldRun) return pod === undefined ? "Excluded" : "Misscheduled";
  if (pod === undefined) return "Missing";
  return pod.spec?.nodeName && pod.status?.phase === "Running" ? "Running" : "Pending";
}

function placedPod(
  { daemonSet, current, podWarnings, now }: PlacementInput,
  pod: Pod,
  node: Node | undefined,
): PlacedPod {
  const waiting = waitingOf(pod, node, podWarnings);
  const createdAt = pod.metadata?.creationTimestamp;
  return {
    name: pod.metadata?.name ?? "",
    phase: pod.status?.phase ?? "Pending",
    bound: Boolean(pod.spec?.nodeName),
    ready: isReady(pod),
    available: isAvailable(pod, daemonSet.spec?.minReadySeconds ?? 0, now),
    ...(current && { updated: isUpdated(pod, daemonSet, current) }),
    terminating: isTerminating(pod),
    ...(createdAt !== undefined && { createdAt }),
    restarts: (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0),
    ...(waiting && { waiting }),
  };
}

/** node-2 before node-10, and the same on every machine. */
const collator = new Intl.Collator("en", { numeric: true });
function byName(a: NodePlacement, b: NodePlacement): number {
  return collator.compare(a.name, b.name);
}
