import type { ExclusionGroup, Placement } from "../../explanation/placement.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";
import { count, nameList } from "./names.ts";
import { groupedReasons } from "./reasons.ts";

/** Reasons longer than this, or than what leaves as much for the nodes' names, stand below these. */
const longReason = 56;
const roomForNames = 28;

/** The nodes that the controller wants no pod on, grouped by why. */
export function exclusionBlocks(
  { exclusions, nodes, desired = 0, available = 0 }: Placement,
  planned: boolean,
  style: RenderStyle,
): readonly Block[] {
  const misscheduled = new Set(nodes.filter(({ pod }) => pod !== undefined).map(({ name }) => name));
  const groups = exclusions
    .map((group) => ({ group, names: group.nodes.filter((name) => !misscheduled.has(name)) }))
    .filter(({ names }) => names.length > 0);
  const total = groups.reduce((sum, { names }) => sum + names.length, 0);
  if (total === 0) return [];
  const arePodsKnown = nodes.some(({ state }) => state !== "Unknown");
  const unknown = planned ? "NODES THAT WOULD GET NO POD" : "NODES THAT SHOULD HAVE NO POD";
  const title = arePodsKnown ? "NODES WITHOUT A POD" : unknown;
  const shown = style.wide ? groups : groups.slice(0, groupsShown);
  const rows = shown.map(({ group, names }) => ({
    number: `${names.length}`,
    reasons: reasonLines(group),
    names: namesText(group, names, style),
  }));
  const longest = Math.max(...rows.flatMap(({ reasons }) => reasons.map((reason) => reason.length)));
  const isLong = longest > Math.min(longReason, style.width - roomForNames);
  // Beside nodes that wait for their pod, these could be taken for more of the same.
  const note = !planned && available < desired ? `${total}, where none should run` : `${total}`;
  return [
    { block: "gap" },
    { block: "heading", title, note },
    { block: "columns", indent: 2, rows: rows.flatMap(isLong ? namesAbove : namesBeside) },
    ...(shown.length < groups.length ? [moreGroups(groups.slice(shown.length))] : []),
  ];
}

const groupsShown = 8;

function moreGroups(groups: readonly { readonly names: readonly string[] }[]): Block {
  const nodes = groups.reduce((sum, { names }) => sum + names.length, 0);
  return {
    block: "paragraph",
    indent: 2,
    text: span(
      "faint",
      `and ${count(nodes, "node")} for ${count(groups.length, "other reason")}: -o wide lists them`,
    ),
  };
}

interface ExclusionRow {
  readonly number: string;
  readonly reasons: readonly string[];
  readonly names: Inline;
}

function namesBeside({ number, reasons: [first = "", ...rest], names }: ExclusionRow): Inline[][] {
  return [[number, first, names], ...rest.map((reason) => ["", reason, ""])];
}

function namesAbove({ number, reasons, names }: ExclusionRow): Inline[][] {
  return [[number, names], ...reasons.map((reason) => ["", reason])];
}

function reasonLines({ reasons }: ExclusionGroup): readonly string[] {
  return groupedReasons(reasons).map((text, index) => (index === 0 ? text : `and ${text}`));
}

function namesText(group: ExclusionGroup, names: readonly string[], { wide }: RenderStyle): Inline {
  const note = conditionNote(group);
  const list = nameList(names, wide);
  return note === undefined ? list : [list, span("faint", `: ${note}`)];
}

/** Only where nothing but its condition keeps the pods from the node: else it gets none even then. */
function conditionNote({ condition, remedy, reasons }: ExclusionGroup): string | undefined {
  if (remedy !== undefined || reasons.some(({ type }) => type !== "Taint")) return undefined;
  switch (condition) {
    case "NotReady":
    case "Unreachable":
      return "gets a pod once it is Ready again";
    case "NetworkUnavailable":
      return "gets a pod once its network is up; pods with hostNetwork would not wait";
    case "OutOfService":
      return "set by hand for a node that is shut down; gets a pod once it is taken away by hand";
    case "Other":
      return "the taint comes from the node's own state, and goes with it";
    default:
      return undefined;
  }
}
