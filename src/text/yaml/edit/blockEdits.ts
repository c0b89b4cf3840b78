import { entryYaml, itemYaml } from "./blockYaml.ts";
import type { Addition, Changes } from "./changes.ts";
import type { Edit } from "./edit.ts";
import type { Indentation } from "./indentation.ts";
import type { Member } from "./layout.ts";
import {
  behindEmptyLines,
  columnOf,
  commentColumn,
  hasOwnLine,
  headOf,
  lineEnd,
  lineStart,
  tailOf,
  takesEmptyLines,
} from "./lines.ts";

/** Takes members of a block away and puts others in; at least one member stays. */
export function blockEdits(
  text: string,
  style: Indentation,
  members: readonly Member[],
  { removed, added }: Changes,
): readonly Edit[] {
  const [first] = members;
  const gone = new Set(removed);
  const next = members.findIndex((member) => !gone.has(member));
  const stays = members[next];
  if (first === undefined || stays === undefined) return [];
  const placed = members.map((member, index) => ({ member, ...spanOf(text, member, members[index - 1]) }));
  const isBeside = !hasOwnLine(text, first);
  const leading = isBeside ? placed.slice(0, next) : [];

  const removals = placed.slice(leading.length).flatMap(({ member, start, end }, index) => {
    if (!gone.has(member)) return [];
    const above = members.slice(0, leading.length + index).findLast((one) => !gone.has(one));
    const isTaken = above !== undefined && takesEmptyLines(above.value);
    return [{ start, end: isTaken ? behindEmptyLines(text, end) : end, text: "" }];
  });
  const insertions = added.map((addition): Edit => {
    const column = columnOf(text, first);
    const lines = linesOf(addition, first.of, column, style).join("\n");
    const behind = placed.find(({ member }) => member === addition.behind);
    if (behind !== undefined) return { start: behind.end, end: behind.end, text: `${lines}\n` };
    const at = placed[0]?.start ?? first.start;
    const put = isBeside ? `${lines.trimStart()}\n${" ".repeat(column)}` : `${lines}\n`;
    return { start: at, end: at, text: put };
  });
  return [
    ...(leading.length === 0 ? [] : withoutLeading(text, first, stays, leading)),
    ...removals,
    ...insertions,
  ];
}

function linesOf({ members }: Addition, of: Member["of"], column: number, style: Indentation) {
  return members.flatMap(({ key, value }) =>
    of === "list" ? itemYaml(value, column, style) : entryYaml(key, value, column, style),
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines of a member, with the comments that are its own. */
function spanOf(text: string, member: Member, previous: Member | undefined): Span {
  const end = tailOf(text, member);
  if (!hasOwnLine(text, member)) return { start: member.start, end };
  const from = previous === undefined ? 0 : lineEnd(text, previous.value.end);
  return { start: headOf(text, member, from), end };
}

/**
 * The first members stand beside a dash, where the next one has to go. Comments between that are nobody's, or the
 * next one's, come above the dash.
 */
function withoutLeading(
  text: string,
  first: Member,
  next: Member,
  leading: readonly Span[],
): readonly Edit[] {
  const start = lineStart(text, first.start);
  const indent = /^\s*/.exec(text.slice(start, first.start))?.[0] ?? "";
  const comments: string[] = [];
  for (let at = lineEnd(text, first.start); at < next.start; at = lineEnd(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const isTheirs = leading.some((span) => span.start <= at && at < span.end);
    if (!isTheirs && commentColumn(line) !== undefined) comments.push(`${indent}${line.trimStart()}`);
  }
  return [
    ...(comments.length === 0 ? [] : [{ start, end: start, text: comments.join("") }]),
    { start: first.start, end: next.start, text: "" },
  ];
}
