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
  const gone = new Set(removed);
  const spans = new Map(members.map((member, index) => [member, spanOf(text, member, members[index - 1])]));
  const [first] = members;
  if (first === undefined) return [];
  const beside = !hasOwnLine(text, first);
  const next = members.find((member) => !gone.has(member));
  const replaced = beside && gone.has(first) && next !== undefined;
  const leading = replaced ? members.slice(0, members.indexOf(next)) : [];

  const removals = removed
    .filter((member) => !leading.includes(member))
    .map((member) => {
      const { start, end } = spans.get(member) ?? emptySpan;
      const above = members.slice(0, members.indexOf(member)).findLast((one) => !gone.has(one));
      const isTaken = above !== undefined && takesEmptyLines(above.value);
      return { start, end: isTaken ? behindEmptyLines(text, end) : end, text: "" };
    });
  return [
    ...(replaced
      ? withoutLeading(
          text,
          first,
          next,
          leading.map((member) => spans.get(member) ?? emptySpan),
        )
      : []),
    ...removals,
    ...added.map((addition) => insertion(addition)),
  ];

  function insertion({ behind, members: put }: Addition): Edit {
    const column = columnOf(text, first as Member);
    const lines = put.flatMap(({ key, value }) =>
      (behind ?? first)?.of === "list"
        ? itemYaml(value, column, style)
        : entryYaml(key, value, column, style),
    );
    if (behind !== undefined) {
      const at = spans.get(behind)?.end ?? 0;
      return { start: at, end: at, text: `${lines.join("\n")}\n` };
    }
    const at = beside ? (first as Member).start : (spans.get(first as Member)?.start ?? 0);
    if (!beside) return { start: at, end: at, text: `${lines.join("\n")}\n` };
    return { start: at, end: at, text: `${lines.join("\n").trimStart()}\n${" ".repeat(column)}` };
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const emptySpan: Span = { start: 0, end: 0 };

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
