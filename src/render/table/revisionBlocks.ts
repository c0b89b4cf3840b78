import type { DeploymentFacts, ReplicaSetFacts, TemplateChange } from "../../explanation/deploymentFacts.ts";
import { toYaml } from "../../text/yaml/toYaml.ts";
import { type Block, type Inline, span } from "../layout/blocks.ts";
import type { RenderStyle } from "../style.ts";

/** So many changes of the current revision stand on the page; `--revisions` has them all. */
const changesShown = 4;
/** A longer value says that it changed, and no more. */
const longest = 60;

/** What changed: in the current revision shortly, in all of them with `--revisions`, one in full with `--revision`. */
export function revisionBlocks({ replicaSets }: DeploymentFacts, style: RenderStyle): readonly Block[] {
  const asked = replicaSets.find(({ template }) => template !== undefined);
  if (asked !== undefined) return fullBlocks(asked);
  const told = style.revisions ? replicaSets : replicaSets.filter(({ current }) => current);
  return told.flatMap((replicaSet) => changeBlocks(replicaSet, style));
}

function changeBlocks(replicaSet: ReplicaSetFacts, { revisions = false }: RenderStyle): readonly Block[] {
  const { changes = [], changedSince } = replicaSet;
  if (changedSince === undefined) return [];
  const shown = revisions ? changes : changes.slice(0, changesShown);
  const left = changes.length - shown.length;
  return [
    { block: "gap" },
    { block: "heading", title: headingOf(replicaSet) },
    ...(shown.length > 0
      ? [{ block: "columns", indent: 2, rows: shown.map(changeRow) } as const]
      : [{ block: "paragraph", indent: 2, text: "nothing but the hash label differs" } as const]),
    ...(left > 0
      ? [
          {
            block: "paragraph",
            indent: 2,
            text: span("faint", `and ${left} more: --revisions shows them`),
          } as const,
        ]
      : []),
  ];
}

function headingOf({ revision, changedSince, changeCause }: ReplicaSetFacts): string {
  const cause = changeCause === undefined ? "" : ` (${changeCause})`;
  return `CHANGED IN REVISION ${revision ?? "<none>"}${cause}, since revision ${changedSince}`;
}

function changeRow({ path, from, to }: TemplateChange): readonly Inline[] {
  if (from === undefined) return [path, span("good", `+ ${valueText(to)}`)];
  if (to === undefined) return [path, span("bad", `- ${valueText(from)}`)];
  return [path, [span("bad", valueText(from)), " -> ", span("good", valueText(to))]];
}

function valueText(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === "") return '""';
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

function fullBlocks(replicaSet: ReplicaSetFacts): readonly Block[] {
  const { revision, name, template, changes = [], changedSince } = replicaSet;
  return [
    ...(changedSince === undefined
      ? []
      : [
          { block: "gap" } as const,
          { block: "heading", title: headingOf(replicaSet) } as const,
          ...(changes.length > 0
            ? [{ block: "columns", indent: 2, rows: changes.map(changeRow) } as const]
            : []),
        ]),
    { block: "gap" },
    { block: "heading", title: `POD TEMPLATE OF REVISION ${revision}`, note: name },
    { block: "code", indent: 2, text: toYaml(template) },
  ];
}
