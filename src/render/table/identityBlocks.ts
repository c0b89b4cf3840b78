import type {
  StatefulClaim,
  StatefulIdentity,
  StatefulSetFacts,
} from "../../explanation/statefulSetFacts.ts";
import { type Block, type Inline, span, spansOf, type Tone } from "../layout/blocks.ts";
import { displayWidth } from "../layout/fold.ts";
import type { RenderStyle } from "../style.ts";
import { nameText } from "./dnsNameText.ts";

type Column = readonly [title: string, cell: (identity: StatefulIdentity) => Inline];

/** So many ordinals stand there one by one; of more than that only those that are not as they should be. */
const ordinalsShown = 20;
const gutters = 2;

/** The ordinals: pod, node, claims, DNS name. Claims get a table of their own where a line is too short for both. */
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
        ...(hasSeveralRevisions(all) ? [["TEMPLATE", templateText] as const] : []),
      ];
  const claims: readonly Column[] = shown.some((identity) => identity.claims.length > 0)
    ? [["CLAIM", (identity) => identity.claims.map(claimText).join(", ")]]
    : [];
  const names: readonly Column[] =
    facts.governingService?.exists === undefined
      ? []
      : [["DNS NAME", (identity) => nameText(identity, facts)]];

  const together = [...first, ...live, ...claims, ...names];
  const apart = claims.length > 0 && widthOf(together, shown) > style.width;
  return [
    ...columnBlocks(apart ? [...first, ...live, ...names] : together, shown),
    ...moreLine(all.length - shown.length),
    ...(apart ? columnBlocks([...first.slice(0, 1), ...claims], shown) : []),
    ...waitBlocks(shown, planned),
  ];
}

function selection(all: readonly StatefulIdentity[], { wide }: RenderStyle): readonly StatefulIdentity[] {
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
function waitBlocks(shown: readonly StatefulIdentity[], planned: boolean): readonly Block[] {
  const waiting = shown.filter(({ waiting: is }) => is !== undefined);
  if (planned || waiting.length === 0) return [];
  return [
    { block: "gap" },
    { block: "heading", title: "WHAT THEY WAIT FOR" },
    {
      block: "columns",
      indent: 2,
      rows: waiting.map(({ pod, waiting: is }): Inline[] => [pod, is?.summary ?? ""]),
    },
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
  return revision === "Update" ? "current" : "old";
}

function claimText({ claim, exists, phase, capacity, requested, terminating }: StatefulClaim): string {
  if (exists === undefined) return requested === undefined ? claim : `${claim}  ${requested}`;
  if (!exists) return `${claim}  (does not exist)`;
  const state = phase === undefined || phase === "Bound" ? "" : `  ${phase}`;
  return `${claim}${capacity === undefined ? "" : `  ${capacity}`}${state}${terminating ? "  Terminating" : ""}`;
}

function moreLine(number: number): readonly Block[] {
  if (number === 0) return [];
  return [{ block: "paragraph", text: span("faint", `and ${number} more: -o wide lists them`) }];
}

function widthOf(columns: readonly Column[], shown: readonly StatefulIdentity[]): number {
  const widths = columns.map(([title, cell]) =>
    Math.max(
      displayWidth(title),
      ...shown.map((identity) =>
        displayWidth(
          spansOf(cell(identity))
            .map(({ text }) => text)
            .join(""),
        ),
      ),
    ),
  );
  return widths.reduce((sum, width) => sum + width + gutters, -gutters);
}
