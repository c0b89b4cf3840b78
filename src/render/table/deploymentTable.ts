import type { DeploymentPod, ReplicaSetFacts } from "../../explanation/deploymentFacts.ts";
import type { ExplanationOf } from "../../explanation/explanation.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";
import { columnsWidth } from "../layout/columnsWidth.ts";
import type { RenderStyle } from "../style.ts";
import { age } from "./age.ts";
import { deploymentRolloutText } from "./deploymentRolloutText.ts";
import { findingBlocks } from "./findingBlocks.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { labelledBlocks, warningRows } from "./labelledRows.ts";
import { mountedClaimRows } from "./mountedClaimRows.ts";
import { count, nameList } from "./names.ts";
import { referenceRows, serviceRows } from "./referenceRows.ts";
import { revisionBlocks } from "./revisionBlocks.ts";
import { verdictBlock } from "./verdictBlock.ts";

/** The page for a Deployment: the verdict, then what it rests on, the most pressing first. */
export function deploymentTable(
  explanation: ExplanationOf<"Deployment">,
  style: RenderStyle,
): readonly Block[] {
  const { facts, verdict, findings, gaps, subject } = explanation;
  const planned = subject.uid === undefined;
  const { pods, services, routes, events, rollout, claims, references } = facts;
  return [
    verdictBlock(verdict),
    ...gapBlocks(gaps),
    ...unavailableBlocks(pods.items ?? [], style),
    ...replicaSetBlocks(explanation, style),
    ...revisionBlocks(facts, style),
    ...findingBlocks(findings, style),
    ...labelledBlocks([
      ["ROLLOUT", deploymentRolloutText(rollout, pods, planned)],
      ["ROLL BACK", rollBackText(explanation)],
      ["NODES", nodesText(pods.items ?? [], style)],
      ["ENDED", endedText(pods.items ?? [], style)],
      ...serviceRows(services, routes),
      ...mountedClaimRows(claims),
      ...referenceRows(references),
      ...warningRows(events),
    ]),
  ];
}

const podsShown = 8;

/** The pods that do not count as available, and what each waits for. Those that have ended do not count at all. */
function unavailableBlocks(items: readonly DeploymentPod[], { wide }: RenderStyle): readonly Block[] {
  const waiting = items.filter((pod) => !hasEnded(pod) && (pod.terminating || !pod.available));
  if (waiting.length === 0) return [];
  const shown = wide ? waiting : waiting.slice(0, podsShown);
  const rows = shown.map((pod): Inline[] => [
    pod.name,
    pod.node ?? "<none>",
    span(pod.bound && !pod.ready && !pod.terminating ? "bad" : "waiting", stateWord(pod)),
    pod.terminating ? "" : (pod.waiting?.summary ?? "ready, but not yet for minReadySeconds"),
  ]);
  return [
    { block: "gap" },
    { block: "heading", title: "PODS THAT ARE NOT AVAILABLE", note: `${waiting.length}` },
    { block: "columns", indent: 2, head: ["POD", "NODE", "STATE", "WHY"], rows },
    ...more(waiting.length - shown.length),
  ];
}

function stateWord({ terminating, phase, ready }: DeploymentPod): string {
  if (terminating) return "Terminating";
  if (phase !== "Running") return phase;
  return ready ? "Ready" : "NotReady";
}

/** Those with pods and the current one; the others are there for a rollback, and in a line. */
function replicaSetBlocks(
  { facts: { replicaSets }, observedAt }: ExplanationOf<"Deployment">,
  { wide, width, revisions = false }: RenderStyle,
): readonly Block[] {
  if (replicaSets.length === 0) return [];
  const shown = replicaSets.filter(
    ({ current, replicas, pods }) => wide || revisions || current || replicas > 0 || pods > 0,
  );
  const kept = replicaSets.filter((replicaSet) => !shown.includes(replicaSet));
  const caused = shown.some(({ changeCause }) => changeCause !== undefined);
  const notes = [
    ...(replicaSets.some(({ current }) => current) ? [] : ["none is of the current template yet"]),
    ...(kept.length > 0 ? [keptText(kept)] : []),
  ];
  const counts: readonly (readonly Inline[])[] = [
    ["REVISION", "REPLICASET", "TEMPLATE", "READY", "AVAILABLE", "AGE", "IMAGES"],
    ...shown.map((replicaSet): Inline[] => [
      `${replicaSet.revision ?? "<none>"}`,
      replicaSet.name,
      replicaSet.current ? "current" : "old",
      `${replicaSet.ready}`,
      podsText(replicaSet),
      age(replicaSet.createdAt, observedAt),
      replicaSet.images.join(", "),
    ]),
  ];
  const causes: readonly Inline[] = [
    "CHANGE-CAUSE",
    ...shown.map(({ changeCause }) => changeCause ?? "<none>"),
  ];
  const together = counts.map((row, index) => [...row, causes[index] ?? ""]);
  // On a narrow terminal the causes stand in a table of their own.
  const apart = indent + columnsWidth(together) > width;
  const tables = !caused
    ? [counts]
    : apart
      ? [counts, causes.map((cause, index) => [counts[index]?.[0] ?? "", cause])]
      : [together];
  return [
    { block: "gap" },
    { block: "heading", title: "REPLICASETS", note: `${replicaSets.length}` },
    ...(shown.length > 0
      ? tables.flatMap((rows, index): Block[] => [
          ...(index > 0 ? [{ block: "gap" } as const] : []),
          { block: "columns", indent, rows },
        ])
      : []),
    ...notes.map((text) => ({ block: "paragraph", indent, text: span("faint", text) }) as const),
  ];
}

const indent = 2;

function keptText(kept: readonly ReplicaSetFacts[]): string {
  const revisions = kept.flatMap(({ revision }) => revision ?? []).sort((a, b) => a - b);
  return `scaled to 0, kept for a rollback: revision${revisions.length === 1 ? "" : "s"} ${revisions.join(", ")}`;
}

function podsText({ replicas, pods, available }: ReplicaSetFacts): string {
  if (pods === replicas) return `${available} of ${replicas}`;
  return `${available} of ${replicas}, has ${count(pods, "pod")}`;
}

/**
 * The way back, while there is one to go: to what still serves, else to the newest that is kept.
 * `kubectl rollout undo` refuses a paused Deployment.
 */
function rollBackText({ facts, subject }: ExplanationOf<"Deployment">): string | undefined {
  const { replicaSets, rollout } = facts;
  if (rollout.paused || !replicaSets.some(({ current }) => current)) return undefined;
  const before = replicaSets.filter(({ current, revision }) => !current && revision !== undefined);
  const target = before.find(({ available }) => available > 0) ?? before[0];
  if (target === undefined) return undefined;
  const to = `kubectl -n ${subject.namespace} rollout undo deployment/${subject.name} --to-revision=${target.revision}`;
  const others = before.filter((each) => each !== target).flatMap(({ revision }) => revision ?? []);
  return others.length === 0 ? to : `${to}; other revisions: ${others.join(", ")}`;
}

function nodesText(items: readonly DeploymentPod[], { wide }: RenderStyle): string | undefined {
  const byNode = Map.groupBy(
    items.filter((pod) => pod.node !== undefined && !hasEnded(pod)),
    (pod) => pod.node ?? "",
  );
  const names = [...byNode]
    .sort(([a], [b]) => collator.compare(a, b))
    .map(([node, here]) => (here.length === 1 ? node : `${node} (${here.length} pods)`));
  return names.length === 0 ? undefined : nameList(names, wide);
}

function endedText(items: readonly DeploymentPod[], { wide }: RenderStyle): string | undefined {
  const ended = items.filter(hasEnded);
  if (ended.length === 0) return undefined;
  const reasons = [...new Set(ended.map(({ waiting, phase }) => waiting?.reason ?? phase))];
  return `${count(ended.length, "pod")} no longer counted (${reasons.join(", ")}): ${nameList(
    ended.map(({ name }) => name),
    wide,
  )}`;
}

function hasEnded({ phase }: DeploymentPod): boolean {
  return phase === "Failed" || phase === "Succeeded";
}

function more(number: number): readonly Block[] {
  if (number === 0) return [];
  return [{ block: "paragraph", indent: 2, text: span("faint", `and ${number} more: -o wide lists them`) }];
}

const collator = new Intl.Collator("en", { numeric: true });
