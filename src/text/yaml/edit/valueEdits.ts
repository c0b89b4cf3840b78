import { sameData } from "../sameData.ts";
import { blockEdits } from "./blockEdits.ts";
import { isFilled } from "./blockYaml.ts";
import { type Changes, listChanges, mapChanges } from "./changes.ts";
import type { Edit } from "./edit.ts";
import { flowEdits, flowStyleOf, indentAt } from "./flowEdits.ts";
import { type FlowStyle, flowYaml } from "./flowYaml.ts";
import type { Indentation } from "./indentation.ts";
import { type Member, mergeKey, type Value } from "./layout.ts";
import { rewritten } from "./rewritten.ts";

/** What all edits of a document share. */
export interface Editing {
  readonly text: string;
  readonly style: Indentation;
  /**
   * What becomes of an alias, or of keys that `<<` merges in: they change with what they are names for, or are
   * written out where they differ, or wherever they are, since what they are names for is no longer the same.
   */
  readonly aliases: "trusted" | "compared" | "replaced";
}

/** Of a value whose members stay where they are; undefined where it has to be written anew as a whole. */
export function memberEdits(
  editing: Editing,
  { shape, aliased }: Value,
  before: unknown,
  after: unknown,
): readonly Edit[] | undefined {
  if (!("members" in shape) || !shape.plain || !isFilled(before) || !isFilled(after)) return undefined;
  const { members, flow } = shape;
  const isMerged = members.some(({ key }) => key === mergeKey);
  if (editing.aliases === "replaced" && aliased && isMerged) return undefined;
  const changes = changesOf(shape.kind, members, before, after, editing.aliases === "trusted");
  if (changes === undefined || (changes.kept.length === 0 && !isMerged)) return undefined;

  const flowStyle = flow ? flowStyleOf(editing.text, members) : undefined;
  return [
    ...changes.kept.flatMap((kept) => valueEdits(editing, kept.member, kept.before, kept.after, flowStyle)),
    ...(flowStyle === undefined
      ? blockEdits(editing.text, editing.style, members, changes)
      : flowEdits(editing.text, flowStyle, members, changes)),
  ];
}

function changesOf(
  kind: "map" | "list",
  members: readonly Member[],
  before: object,
  after: object,
  trusted: boolean,
): Changes | undefined {
  const isList = Array.isArray(before);
  if (isList !== Array.isArray(after) || isList !== (kind === "list")) return undefined;
  if (isList) {
    return before.length === members.length
      ? listChanges(members, before, after as readonly unknown[])
      : undefined;
  }
  const isKnown = members.every(({ key }) => key === mergeKey || Object.hasOwn(before, key));
  return isKnown ? mapChanges(members, before as Data, after as Data, trusted) : undefined;
}

type Data = { readonly [key: string]: unknown };

function valueEdits(
  editing: Editing,
  member: Member,
  before: unknown,
  after: unknown,
  flow: FlowStyle | undefined,
): readonly Edit[] {
  const { value } = member;
  if (sameData(before, after) && !(editing.aliases === "replaced" && value.aliased)) return [];
  if (editing.aliases === "trusted" && value.shape.kind === "alias") return [];
  const inside = memberEdits(editing, value, before, after);
  if (inside !== undefined) return inside;
  if (flow === undefined) return rewritten(editing.text, editing.style, member, after);
  // Behind a `:` a blank has to be, if nothing was there.
  const blank = value.end === member.mark && member.of === "map" ? " " : "";
  const start = value.tagged ? member.mark : value.start;
  return [
    { start, end: value.end, text: `${blank}${flowYaml(after, flow, indentAt(editing.text, member))}` },
  ];
}
