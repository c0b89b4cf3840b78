import type { ExplanationOf } from "../../explanation/explanation.ts";
import type { PodContainer, PodFacts } from "../../explanation/podFacts.ts";
import { type Block, type Inline, span, type Tone } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { age } from "./age.ts";
import { findingBlocks } from "./findingBlocks.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { labelledBlocks, warningRows } from "./labelledRows.ts";
import { verdictBlock } from "./verdictBlock.ts";

/** The page for a pod: the verdict, what holds it, its containers, and what it asks for. */
export function podTable(
  { facts, verdict, findings, gaps, observedAt }: ExplanationOf<"Pod">,
  style: RenderStyle,
): readonly Block[] {
  return [
    verdictBlock(verdict),
    ...gapBlocks(gaps),
    ...schedulingBlocks(facts),
    ...findingBlocks(findings, style),
    ...containerBlocks(facts.containers, observedAt),
    ...labelledBlocks([
      ["OWNED BY", ownersText(facts)],
      ["REQUESTS", resourcesText(facts.requests)],
      ["LIMITS", resourcesText(facts.limits)],
      ["GATES", gatesText(facts)],
      ["DELETED", deletionText(facts)],
      ...warningRows(facts.events),
    ]),
  ];
}

/** The scheduler's own words, with its counts; the verdict says what they mean. */
function schedulingBlocks({ scheduling }: PodFacts): readonly Block[] {
  if (scheduling === undefined) return [];
  const { nodes, reasons, preemption } = scheduling;
  return [
    { block: "gap" },
    { block: "heading", title: "NODES THAT DO NOT TAKE IT", note: `${nodes}` },
    {
      block: "columns",
      indent: 2,
      rows: [
        ...reasons.map(({ nodes: count, reason }): Inline[] => [`${count}`, reason]),
        ...(preemption === undefined ? [] : [["", span("faint", `preemption: ${preemption}`)]]),
      ],
    },
  ];
}

function containerBlocks(containers: readonly PodContainer[], now: string): readonly Block[] {
  const rows = containers.map((container): Inline[] => [
    container.name,
    container.part,
    span(toneOf(container), stateText(container)),
    `${container.restarts}`,
    lastText(container, now),
    container.image,
  ]);
  return [
    { block: "gap" },
    { block: "columns", head: ["CONTAINER", "PART", "STATE", "RESTARTS", "LAST END", "IMAGE"], rows },
  ];
}

function stateText({ state, ready, reason, exitCode, signal, part }: PodContainer): string {
  switch (state) {
    case "NotStarted":
      return "<none>";
    case "Running":
      return ready || part === "init" ? "Running" : "Running, not ready";
    case "Waiting":
      return reason ?? "Waiting";
    case "Terminated":
      return `${reason ?? "Terminated"}${endText(exitCode ?? 0, signal)}`;
  }
}

function toneOf({ state, ready, exitCode, reason, part }: PodContainer): Tone {
  if (state === "Running") return ready || part === "init" ? "good" : "waiting";
  if (state === "Terminated") return exitCode === 0 ? "plain" : "bad";
  return reason === undefined || reason === "PodInitializing" || reason === "ContainerCreating"
    ? "waiting"
    : "bad";
}

/** 128 and more is a signal's number by the convention of shells: 137 is SIGKILL, 143 SIGTERM. */
function endText(exitCode: number, signal: number | undefined): string {
  if (signal !== undefined) return ` (signal ${signal})`;
  return exitCode === 0 ? "" : ` (exit code ${exitCode})`;
}

function lastText({ last }: PodContainer, now: string): string {
  if (last === undefined) return "<none>";
  const when = last.finishedAt === undefined ? "" : `, ${age(last.finishedAt, now)} ago`;
  return `${last.reason ?? "Terminated"}${endText(last.exitCode, last.signal)}${when}`;
}

/** `ReplicaSet web-7887448d46 of Deployment web` */
function ownersText({ owners }: PodFacts): string | undefined {
  const [first] = owners;
  if (first?.kind === "Node") return `Node ${first.name}: it is a static pod of its kubelet`;
  if (owners.length === 0) return "nobody: it is a pod of its own";
  return owners
    .map(({ kind, name, state }) => `${kind} ${name}${state === "Missing" ? ", which is gone" : ""}`)
    .join(" of ");
}

function resourcesText(resources: { readonly [resource: string]: string }): string | undefined {
  const entries = Object.entries(resources);
  return entries.length === 0
    ? undefined
    : entries.map(([resource, amount]) => `${resource} ${amount}`).join(", ");
}

function gatesText({ readinessGates, schedulingGates }: PodFacts): string | undefined {
  const all = [
    ...schedulingGates.map((name) => `${name} (scheduling)`),
    ...readinessGates.map(
      ({ conditionType, status, message }) =>
        `${conditionType}: ${status ?? "<unset>"}${message ? `, ${message}` : ""}`,
    ),
  ];
  return all.length === 0 ? undefined : all.join("; ");
}

function deletionText({ deletion }: PodFacts): string | undefined {
  if (deletion === undefined) return undefined;
  const { dueAt, graceSeconds, finalizers } = deletion;
  const grace = !graceSeconds ? "" : `, ${graceSeconds} s of grace until ${dueAt}`;
  return `asked for${grace}${finalizers.length === 0 ? "" : `; finalizers: ${finalizers.join(", ")}`}`;
}
