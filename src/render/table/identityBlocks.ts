import type {
  StatefulClaim,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../explanation/statefulSetFacts.ts";
import { type Block, type Inline, span, type Tone } from "../layout/blocks.ts";
import { columnsWidth } from "../layout/columnsWidth.ts";
import type { RenderStyle } from "../style.ts";

type Column = readonly [title: string, cell: (identity: StatefulIdentity) => Inline];

/** So many ordinals stand there one by one; of more than that only those that are not as they should be. */
const ordinalsShown = 20;

/** The ordinals: pod, node, claims. Claims get a table of their own where a line is too short for all. */
export function identityBlocks(
  facts: StatefulSetFacts,
  planned: boolean,
  style: RenderStyle,
): readonly Block[] {
  const all = [...facts.identities, ...[...facts.condemned].reverse()];
  if (all.length === 0) return [];
  const shown = selection(all, style);
  const first: readonly Column[] = [
    ["ORDINAL", ({ ordinal }) => `${ordinal}`],
    ["POD", ({ pod }) => pod],
  ];
  const unseen = planned || all.every(({ state }) => state === "Unknown");
  const live: readonly Column[] = unseen
    ? []
    : [
        ["STATE", (identity) => span(toneOf(identity), stateText(identity, facts))],
        ["NODE", ({ node }) => node ?? "<none>"],
        ...(all.some(({ zone }) => zone !== undefined)
          ? [["ZONE", ({ zone }: StatefulIdentity) => zone ?? "<none>"] as const]
          : []),
        ...(hasSeveralRevisions(all) ? [["TEMPLATE", templateText] as const] : []),
      ];
  const claims: readonly Column[] = shown.some((identity) => identity.claims.length > 0)
    ? [["CLAIM", (identity) => identity.claims.map(claimText).join(", ")]]
    : [];
  const together = [...first, ...live, ...claims];
  const apart = claims.length > 0 && widthOf(together, shown) > style.width;
  return [
    ...columnBlocks(apart ? [...first, ...live] : together, shown),
    ...moreLine(all.length - shown.length),
    ...(apart ? columnBlocks([...first.slice(0, 1), ...claims], shown) : []),
    ...waitBlocks(shown, planned, style),
  ];
}

/** Those that are shown: all, as many as fit a page, or those that are not as they should be. */
export function selection(
  all: readonly StatefulIdentity[],
  { wide }: RenderStyle,
): readonly StatefulIdentity[] {
  if (wide || all.length <= ordinalsShown) return all;
  const troubled = all.filter(({ state, available }) => state !== "Ready" || !available);
  return (troubled.length > 0 ? troubled : all).slice(0, ordinalsShown);
}

function columnBlocks(columns: readonly Column[], shown: readonly StatefulIdentity[]): readonly Block[] {
  return [
    { block: "gap" },
    {
      block: "columns",
      head: columns.map(([title]) => title),
      rows: shown.map((identity) => columns.map(([, cell]) => cell(identity))),
    },
  ];
}

/** What keeps each pod that is not as it should be; the controller's own word for one that it cannot create. */
function waitBlocks(
  shown: readonly StatefulIdentity[],
  planned: boolean,
  { width }: RenderStyle,
): readonly Block[] {
  const waiting = shown.filter(({ waiting: is }) => is !== undefined);
  if (planned || waiting.length === 0) return [];
  const rows = waiting.map(({ pod, waiting: is }) => [pod, is?.summary ?? ""] as const);
  // Beside a long name there is no room for a sentence.
  const isNarrow = columnsWidth(rows.map(([pod]) => [pod])) > width / 2;
  return [
    { block: "gap" },
    { block: "heading", title: "WHAT THEY WAIT FOR" },
    ...(isNarrow
      ? rows.map(
          ([pod, why]) => ({ block: "paragraph", indent: 2, hanging: 2, text: `${pod}  ${why}` }) as const,
        )
      : [{ block: "columns", indent: 2, rows } as const]),
  ];
}

function stateText({ state, available, ordinal }: StatefulIdentity, { condemned }: StatefulSetFacts): string {
  const word = state === "Ready" && !available ? "Ready, not yet for minReadySeconds" : state;
  return condemned.some((leaving) => leaving.ordinal === ordinal) ? `${word}, to be deleted` : word;
}

function toneOf({ state, available }: StatefulIdentity): Tone {
  if (state === "Ready") return available ? "good" : "waiting";
  return state === "NotReady" || state === "Failed" || state === "Missing" ? "bad" : "waiting";
}

function hasSeveralRevisions(all: readonly StatefulIdentity[]): boolean {
  return new Set(all.flatMap(({ revisionName }) => revisionName ?? [])).size > 1;
}

function templateText({ revision }: StatefulIdentity): string {
  if (revision === undefined) return "<none>";
  return revision === "Update" ? "current" : "other";
}

function claimText(of: StatefulClaim): string {
  const { claim, exists, phase, capacity, requested, terminating, storageClass } = of;
  if (exists === undefined) return requested === undefined ? claim : `${claim}  ${requested}`;
  if (!exists) return `${claim}  (does not exist)`;
  const state = phase === undefined || phase === "Bound" ? "" : `  ${phase}`;
  const classText = storageClass === undefined || storageClass === "" ? "" : `  ${storageClass}`;
  return `${claim}${capacity === undefined ? "" : `  ${capacity}`}${classText}${state}${terminating ? "  Terminating" : ""}`;
}

function moreLine(number: number): readonly Block[] {
  if (number === 0) return [];
  return [{ block: "paragraph", text: span("faint", `and ${number} more: -o wide lists them`) }];
}

function widthOf(columns: readonly Column[], shown: readonly StatefulIdentity[]): number {
  return columnsWidth([
    columns.map(([title]) => title),
    ...shown.map((identity) => columns.map(([, cell]) => cell(identity))),
  ]);
}
