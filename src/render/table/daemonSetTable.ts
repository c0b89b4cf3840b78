import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { ExplanationOf, VerdictState } from "../../explanation/explanation.ts";
import type { ExclusionGroup } from "../../explanation/placement.ts";
import { type Block, type Inline, span, type Tone } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { toYaml } from "../yamlText.ts";
import { gapBlocks } from "./gapBlocks.ts";
import { count, nameList } from "./names.ts";
import { nodeMap } from "./nodeMap.ts";
import { allNodesBlocks, exclusionBlocks, misscheduledBlocks, waitingBlocks } from "./placementBlocks.ts";
import { rolloutText } from "./rolloutText.ts";

const gap: Block = { block: "gap" };

const verdictTone: { readonly [State in VerdictState]: Tone } = {
  Healthy: "good",
  Progressing: "waiting",
  Degraded: "bad",
  Blocked: "bad",
  Unknown: "waiting",
};

/** The page for a DaemonSet: the verdict, then what it rests on, the most pressing first. */
export function daemonSetTable(
  explanation: ExplanationOf<"DaemonSet">,
  style: RenderStyle,
): readonly Block[] {
  const { facts, verdict, gaps, subject } = explanation;
  const { placement } = facts;
  const planned = subject.uid === undefined;
  const map = nodeMap(placement.nodes, style.unicode);
  return [
    { block: "paragraph", text: span(verdictTone[verdict.state], verdict.sentence) },
    ...gapBlocks(gaps),
    ...waitingBlocks(placement, planned, style),
    ...misscheduledBlocks(placement, style),
    ...exclusionBlocks(placement, style),
    ...(style.wide && placement.nodes.length > 0 ? allNodesBlocks(placement) : []),
    ...(map.length > 0 && !planned ? [gap, ...map] : []),
    ...remedyBlocks(placement.exclusions, style),
    gap,
    { block: "columns", rows: labelledRows(facts, planned, style) },
  ];
}

/** The tolerations to paste, group by group, each under what it would admit. */
function remedyBlocks(exclusions: readonly ExclusionGroup[], { wide }: RenderStyle): readonly Block[] {
  const groups = exclusions.filter(({ remedy }) => remedy !== undefined);
  if (groups.length === 0) return [];
  const shown = wide ? groups : groups.slice(0, remediesShown);
  const lines = shown.flatMap(({ remedy, nodes, condition }) => {
    const others = remedy?.admits.filter((name) => !nodes.includes(name)) ?? [];
    const besides = others.length === 0 ? "" : `; also admits ${nameList(others, wide)}`;
    const partly =
      remedy?.insufficient || condition !== undefined ? "; not enough alone, see its other reasons" : "";
    return [`# ${nameList(nodes, wide)}${besides}${partly}`, toYaml(remedy?.tolerations ?? []).trimEnd()];
  });
  const rest = groups.length - shown.length;
  return [
    gap,
    {
      block: "paragraph",
      text: `To run there as well, add to spec.template.spec${groups.length > 1 ? " what you mean to admit" : ""}:`,
    },
    { block: "code", indent: 2, text: ["tolerations:", ...lines].join("\n") },
    ...(rest > 0
      ? [
          {
            block: "paragraph",
            indent: 2,
            text: span("faint", `and for ${count(rest, "more group")}: see -o wide`),
          } as const,
        ]
      : []),
  ];
}

const remediesShown = 4;

/** The short facts, a labelled line each; what is as everybody expects it is left out. */
function labelledRows(
  facts: DaemonSetFacts,
  planned: boolean,
  { wide }: RenderStyle,
): readonly (readonly Inline[])[] {
  const { placement, tolerations, host, services, status, events, rollout } = facts;
  const cordoned = placement.nodes.filter(({ cordoned: is, shouldRun }) => is && shouldRun === true);
  const rows: (readonly [string, Inline | undefined])[] = [
    ["ROLLOUT", rolloutText(rollout, planned)],
    ["STATUS", statusText(status)],
    [
      "CORDONED",
      cordonedText(
        cordoned.map(({ name }) => name),
        wide,
      ),
    ],
    [
      "TOLERATES",
      `by itself: ${tolerations.added.map(({ key, effect }) => `${shortKey(key)}:${effect}`).join(", ")}`,
    ],
    ["EVICTED", limitedText(tolerations.limited)],
    ["HOST", hostText(host)],
    [
      "SERVICES",
      services
        .map(
          ({ name, type, ports, headless }) =>
            `${name} (${headless ? "headless" : type} ${ports.join(", ")})`,
        )
        .join(", ") || undefined,
    ],
    [
      "ORPHANS",
      placement.podsWithoutNode.length === 0
        ? undefined
        : `pods on nodes that do not exist: ${nameList(placement.podsWithoutNode, wide)}`,
    ],
    ...events.map(
      ({ reason, message, count: times }) =>
        ["WARNING", `${reason}${times > 1 ? ` (${times} times)` : ""}: ${message}`] as const,
    ),
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [[span("strong", label), text]]));
}

function statusText(status: DaemonSetFacts["status"]): string | undefined {
  if (status === undefined || status.behind.length === 0) return undefined;
  const fields = status.behind.map(
    ({ field, status: written, rules }) => `${field} ${written} (now ${rules})`,
  );
  return `behind the nodes as they are: ${fields.join(", ")}. A NoSchedule taint by itself does not make the controller count again.`;
}

function cordonedText(names: readonly string[], wide: boolean): string | undefined {
  if (names.length === 0) return undefined;
  return `${nameList(names, wide)}: counted and given a pod all the same, since DaemonSet pods tolerate a cordon`;
}

function limitedText(limited: DaemonSetFacts["tolerations"]["limited"]): string | undefined {
  if (limited.length === 0) return undefined;
  const each = limited.map(
    ({ key = "every taint", tolerationSeconds }) => `${key} after ${tolerationSeconds} s`,
  );
  return `${each.join(", ")}: then the pod is deleted and at once created again, over and over; drop tolerationSeconds`;
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
