import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { ExplanationOf } from "../../explanation/explanation.ts";
import type { NodePlacement } from "../../explanation/placement.ts";
import type { Block } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { exclusionBlocks } from "./exclusionBlocks.ts";
import { findingBlocks } from "./findingBlocks.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { type LabelledRow, labelledBlocks, warningRows } from "./labelledRows.ts";
import { nameList } from "./names.ts";
import { nodeMap } from "./nodeMap.ts";
import { allNodesBlocks, misscheduledBlocks, waitingBlocks } from "./placementBlocks.ts";
import { referenceRows, serviceRows } from "./referenceRows.ts";
import { remedyBlocks } from "./remedyBlocks.ts";
import { rolloutText } from "./rolloutText.ts";
import { statusText } from "./statusText.ts";
import { verdictBlock } from "./verdictBlock.ts";

const gap: Block = { block: "gap" };

/** Findings of which the page says all that there is to do, in blocks of its own. */
const toldByPage: ReadonlySet<string> = new Set([
  "DaemonPodPending",
  "HostPortConflict",
  "Misscheduled",
  "NodeAffinityExcludes",
  "NodeConditionExcludes",
  "NodeSelectorExcludes",
  "TaintNotTolerated",
]);

/** The page for a DaemonSet: the verdict, then what it rests on, the most pressing first. */
export function daemonSetTable(
  explanation: ExplanationOf<"DaemonSet">,
  style: RenderStyle,
): readonly Block[] {
  const { facts, verdict, findings, gaps, subject } = explanation;
  const { placement } = facts;
  const planned = subject.uid === undefined;
  // Of a DaemonSet that is going there is nothing to mend, and its controller does nothing more.
  if (facts.rollout.phase === "BeingDeleted") return [verdictBlock(verdict), ...gapBlocks(gaps)];
  const map = placement.countsFrom === "rules" ? nodeMap(placement.nodes, style.unicode) : [];
  return [
    verdictBlock(verdict),
    ...gapBlocks(gaps),
    ...waitingBlocks(facts, planned, style),
    ...misscheduledBlocks(facts, style),
    ...exclusionBlocks(placement, planned, style),
    ...(style.wide && placement.nodes.length > 0 ? allNodesBlocks(placement) : []),
    ...(map.length > 0 && !planned ? [gap, ...map] : []),
    ...remedyBlocks(placement, planned, style),
    ...findingBlocks(findings, style, toldByPage),
    ...labelledBlocks(shortFacts(facts, planned, style)),
  ];
}

/** The short facts, a labelled line each; what is as everybody expects it is left out. */
function shortFacts(facts: DaemonSetFacts, planned: boolean, { wide }: RenderStyle): readonly LabelledRow[] {
  const { placement, tolerations, host, services, references, status, events } = facts;
  const cordoned = placement.nodes.filter(({ cordoned: is, shouldRun }) => is && shouldRun === true);
  return [
    ["ROLLOUT", rolloutText(facts, planned)],
    ["STATUS", statusText(status)],
    ["CORDONED", cordonedText(cordoned, wide)],
    ["TOLERATES", addedText(tolerations.added)],
    ["EVICTED", limitedText(tolerations.limited)],
    ["HOST", hostText(host)],
    ...serviceRows(services, []),
    ...referenceRows(references),
    ["ORPHANS", orphansText(placement.podsWithoutNode, wide)],
    ...warningRows(events),
  ];
}

function cordonedText(nodes: readonly NodePlacement[], wide: boolean): string | undefined {
  if (nodes.length === 0) return undefined;
  const names = nodes.map(({ name }) => name);
  return `${nameList(names, wide)}: gets its pod all the same, since DaemonSet pods tolerate a cordon`;
}

/** What the controller adds to every pod, so that nobody looks for it in the manifest. */
function addedText(added: DaemonSetFacts["tolerations"]["added"]): string {
  const byEffect = Map.groupBy(added, ({ effect = "" }) => effect);
  const each = [...byEffect].map(
    ([effect, ofEffect]) => `${ofEffect.map(({ key }) => shortKey(key)).join(", ")} (${effect})`,
  );
  return `added by the controller to every DaemonSet: ${each.join("; ")}`;
}

function orphansText(pods: readonly string[], wide: boolean): string | undefined {
  return pods.length === 0 ? undefined : `pods on nodes that do not exist: ${nameList(pods, wide)}`;
}

function limitedText(limited: DaemonSetFacts["tolerations"]["limited"]): string | undefined {
  if (limited.length === 0) return undefined;
  const each = limited.map(
    ({ key = "any key", tolerationSeconds }) => `${key} (tolerationSeconds ${tolerationSeconds})`,
  );
  return `on a node with a NoExecute taint of ${each.join(", ")}, the pod is deleted when the time is over, and created again for as long as no other taint is in the way, over and over: drop tolerationSeconds`;
}

function hostText(host: DaemonSetFacts["host"]): string | undefined {
  const namespaces = [
    ...(host.hostNetwork ? ["hostNetwork"] : []),
    ...(host.hostPID ? ["hostPID"] : []),
    ...(host.hostIPC ? ["hostIPC"] : []),
    ...(host.privileged.length > 0 ? [`privileged (${host.privileged.join(", ")})`] : []),
  ];
  const paths = host.paths.map(({ path, mounts }) => {
    if (mounts.length === 0) return `${path} (mounted by no container)`;
    return `${path}${mounts.every(({ readOnly }) => readOnly) ? " read-only" : ""}`;
  });
  const ports = host.ports.map(({ hostPort, protocol }) => `port ${hostPort}/${protocol}`);
  return [...paths, ...ports, ...namespaces].join(", ") || undefined;
}

const shortKey = (key: string | undefined): string => (key ?? "").replace("node.kubernetes.io/", "");
