import type { ExclusionGroup, NodePlacement, Placement } from "../../explanation/placement.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { nameList } from "./names.ts";
import { reasonText, taintText } from "./reasons.ts";

const gap: Block = { block: "gap" };

/** The nodes that the controller wants no pod on, grouped by why. */
export function exclusionBlocks({ exclusions }: Placement, style: RenderStyle): readonly Block[] {
  const nodes = exclusions.reduce(
    (sum, { nodes: ofGroup, misscheduled }) => sum + ofGroup.length - misscheduled,
    0,
  );
  if (nodes === 0) return [];
  const rows = exclusions.flatMap((group) => exclusionRow(group, style));
  return [
    gap,
    { block: "heading", title: "NODES WITHOUT A POD", note: `${nodes}` },
    { block: "columns", indent: 2, rows },
  ];
}

function exclusionRow(group: ExclusionGroup, { wide }: RenderStyle): readonly (readonly Inline[])[] {
  const without = group.nodes.length - group.misscheduled;
  if (without === 0) return [];
  const [first, ...rest] = group.reasons.map((reason) =>
    reason.type === "Taint" ? taintText(reason) : reasonText(reason),
  );
  const note = conditionNote(group);
  const names = nameList(group.nodes, wide);
  return [
    [`${without}`, first ?? "", note === undefined ? names : [names, span("faint", `: ${note}`)]],
    ...rest.map((reason) => ["", `and ${reason}`, ""]),
  ];
}

function conditionNote({ condition }: ExclusionGroup): string | undefined {
  switch (condition) {
    case "NotReady":
    case "Unreachable":
      return "gets a pod once it is Ready again";
    case "NetworkUnavailable":
      return "gets a pod once its network is up; pods with hostNetwork would not wait";
    case "Other":
      return "the taint comes from the node's own state, and goes with it";
    default:
      return undefined;
  }
}

/** The nodes that should run it and have no ready pod: what waits, and for what. */
export function waitingBlocks(
  { nodes }: Placement,
  planned: boolean,
  { wide }: RenderStyle,
): readonly Block[] {
  if (planned) return [];
  const waiting = nodes.filter(({ shouldRun, pod }) => shouldRun === true && pod?.available !== true);
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

function waitText({ pod }: NodePlacement): string {
  if (pod === undefined) return "the controller has not created one; see its events";
  return pod.ready ? "ready, but not yet for minReadySeconds" : "not ready yet";
}

/** Pods where the controller wants none, and what becomes of them. */
export function misscheduledBlocks({ nodes }: Placement, { wide }: RenderStyle): readonly Block[] {
  const misscheduled = nodes.filter(({ state }) => state === "Misscheduled");
  if (misscheduled.length === 0) return [];
  const shown = wide ? misscheduled : misscheduled.slice(0, waitingShown);
  return [
    gap,
    {
      block: "heading",
      title: "MISSCHEDULED PODS",
      note: `${misscheduled.length}, on nodes that it should not run on now`,
    },
    {
      block: "columns",
      indent: 2,
      rows: shown.map(({ name, pod, reasons, shouldContinueRunning }): Inline[] => [
        name,
        pod?.name ?? "",
        `${reasons.map(reasonText).join(" and ")}: ${shouldContinueRunning ? staysText(reasons) : "the controller deletes it"}`,
      ]),
    },
    ...(shown.length < misscheduled.length ? [moreLine(misscheduled.length - shown.length)] : []),
  ];
}

function staysText(reasons: NodePlacement["reasons"]): string {
  const ofCondition = reasons.every(
    (reason) => reason.type === "Taint" && reason.key.startsWith("node.kubernetes.io/"),
  );
  return ofCondition
    ? "the pod stays, and counts again once the node recovers"
    : "the pod stays, but would not be created again";
}

/** `-o wide`: every node. */
export function allNodesBlocks({ nodes }: Placement): readonly Block[] {
  const rows = nodes.map((node): Inline[] => [
    node.name,
    node.state,
    node.pod?.name ?? "<none>",
    node.pod === undefined ? "<none>" : node.pod.ready ? "True" : "False",
    node.zone ?? "<none>",
    node.reasons.map(reasonText).join(" and ") || (node.pod?.waiting?.summary ?? ""),
  ]);
  return [
    gap,
    { block: "heading", title: "NODES", note: `${nodes.length}` },
    { block: "columns", indent: 2, head: ["NODE", "STATE", "POD", "READY", "ZONE", "WHY"], rows },
  ];
}
