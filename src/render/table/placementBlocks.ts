import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement, Placement } from "../../explanation/placement.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { reasonsText } from "./reasons.ts";

const gap: Block = { block: "gap" };

/** The nodes that should run it and have no ready pod: what waits, and for what. */
export function waitingBlocks(
  { placement: { nodes }, rollout, creationRefused }: DaemonSetFacts,
  planned: boolean,
  { wide }: RenderStyle,
): readonly Block[] {
  if (planned) return [];
  const waiting = nodes.filter(
    ({ state, shouldRun, pod }) =>
      shouldRun === true && state !== "Unknown" && (pod?.available !== true || pod.terminating),
  );
  if (waiting.length === 0) return [];
  const shown = wide ? waiting : waiting.slice(0, waitingShown);
  const rows = shown.map((node): Inline[] => [
    node.name,
    node.pod?.name ?? "<none>",
    span(node.state === "Running" || node.state === "Missing" ? "bad" : "waiting", stateWord(node)),
    node.pod?.waiting?.summary ?? waitText(node),
  ]);
  return [
    gap,
    { block: "heading", title: "NODES THAT WAIT FOR THEIR POD", note: `${waiting.length}` },
    { block: "columns", indent: 2, head: ["NODE", "POD", "STATE", "WHY"], rows },
    ...(shown.length < waiting.length ? [moreLine(waiting.length - shown.length)] : []),
  ];

  function waitText({ pod }: NodePlacement): string {
    if (pod === undefined) {
      return creationRefused
        ? "it could not be created: see WARNING below"
        : "the controller has not created it yet";
    }
    if (pod.terminating) return "replaced once it is gone";
    return pod.ready
      ? `ready, but not for ${rollout.minReadySeconds} s yet (minReadySeconds)`
      : "not ready yet";
  }
}

const waitingShown = 8;

function moreLine(number: number): Block {
  return { block: "paragraph", indent: 2, text: span("faint", `and ${number} more: -o wide lists them`) };
}

function stateWord({ state, pod }: NodePlacement): string {
  if (pod?.terminating) return "Terminating";
  if (state === "Running") return pod?.ready ? "Ready" : "NotReady";
  return state;
}

/** Pods where the controller wants none, and what becomes of them. */
export function misscheduledBlocks(
  { placement, rollout }: DaemonSetFacts,
  { wide }: RenderStyle,
): readonly Block[] {
  const misscheduled = placement.nodes.filter(({ state }) => state === "Misscheduled");
  if (misscheduled.length === 0) return [];
  const shown = wide ? misscheduled : misscheduled.slice(0, waitingShown);
  return [
    gap,
    {
      block: "heading",
      title: "MISSCHEDULED PODS",
      note: `${misscheduled.length}, where none should run`,
    },
    {
      block: "columns",
      indent: 2,
      rows: shown.map((node): Inline[] => [
        node.name,
        node.pod?.name ?? "",
        `${reasonsText(node.reasons)}: ${becomesText(node, rollout)}`,
      ]),
    },
    ...(shown.length < misscheduled.length ? [moreLine(misscheduled.length - shown.length)] : []),
  ];
}

function becomesText(
  { name, pod, reasons, shouldContinueRunning }: NodePlacement,
  { losesPodOn }: DaemonSetFacts["rollout"],
): string {
  if (pod?.terminating) return "the pod is being deleted";
  if (shouldContinueRunning !== true) return "the controller deletes it";
  if (losesPodOn.includes(name)) return "the update deletes it, and none is created again";
  if (pod?.bound === false) return "the pod never ran and still waits for the scheduler; it is not deleted";
  const ofCondition = reasons.every(
    (reason) => reason.type === "Taint" && reason.key.startsWith("node.kubernetes.io/"),
  );
  return ofCondition
    ? "the pod stays, and counts again once the node recovers"
    : "the pod stays, but would not be created again";
}

/** During a surge a node has two. */
function podNames({ pod, otherPods = [] }: NodePlacement): string {
  return pod === undefined ? "<none>" : [pod, ...otherPods].map(({ name }) => name).join(", ");
}

/** `-o wide`: every node. */
export function allNodesBlocks({ nodes }: Placement): readonly Block[] {
  const rows = nodes.map((node): Inline[] => [
    node.name,
    node.state,
    podNames(node),
    node.pod === undefined ? "<none>" : node.pod.ready ? "True" : "False",
    node.zone ?? "<none>",
    reasonsText(node.reasons) || (node.pod?.waiting?.summary ?? ""),
  ]);
  return [
    gap,
    { block: "heading", title: "NODES", note: `${nodes.length}` },
    { block: "columns", indent: 2, head: ["NODE", "STATE", "POD", "READY", "ZONE", "WHY"], rows },
  ];
}
