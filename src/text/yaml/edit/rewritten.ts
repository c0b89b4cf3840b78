import { besideDash, isFilled, valueYaml } from "./blockYaml.ts";
import type { Edit } from "./edit.ts";
import type { Indentation } from "./indentation.ts";
import type { Member } from "./layout.ts";
import { columnOf, lineEnd, tailOf } from "./lines.ts";
import { quotedAlike } from "./quotedAlike.ts";

/**
 * Another value in place of a member's. A comment on the line of the key, or of a scalar, stays, and so does an
 * anchor; a tag does not, since it was the old value's.
 */
export function rewritten(text: string, style: Indentation, member: Member, after: unknown): readonly Edit[] {
  const { value, mark } = member;
  const { first, below } = written(text, style, member, after);
  const gap = member.of === "list" && isFilled(after) ? style.item - 1 : 1;
  const beside = first === undefined ? "" : " ".repeat(gap) + first;
  const lines = below.map((line) => `${line}\n`).join("");
  const from = value.tagged ? mark : value.propsEnd;
  const { isBelow, headEnd, linesStart, linesEnd } = extentOf(text, member);

  const isInline = value.shape.kind === "inline" || value.shape.kind === "alias";
  if (isBelow && isInline && first !== undefined && below.length === 0 && !value.tagged) {
    return [{ start: value.start, end: value.end, text: first }];
  }
  if (headEnd > linesStart) return [{ start: from, end: linesEnd, text: `${beside}\n${lines}` }];
  // More blanks than one before the value may be there to have it below others.
  const isAligned =
    first !== undefined && !isFilled(after) && !isBelow && !value.tagged && value.start > value.propsEnd;
  return [
    isAligned
      ? { start: value.start, end: headEnd, text: first }
      : { start: from, end: Math.max(from, headEnd), text: beside },
    { start: linesStart, end: linesEnd, text: lines },
  ];
}

function written(text: string, style: Indentation, member: Member, after: unknown) {
  const { of, value } = member;
  const column = columnOf(text, member);
  const { first, below } = of === "list" ? besideDash(after, column, style) : valueYaml(after, column, style);
  const quoted =
    below.length === 0 && value.shape.kind === "inline"
      ? quotedAlike(text.slice(value.start, value.end), after)
      : undefined;
  return { first: quoted ?? first, below };
}

/** What a value takes of the line of its mark, and of the lines below. */
function extentOf(text: string, member: Member) {
  const { value } = member;
  const { shape, propsEnd, start, end } = value;
  const isBlock = "members" in shape && !shape.flow;
  const linesEnd = isBlock ? tailOf(text, member) : lineEnd(text, end);
  const isBelow = text.slice(propsEnd, start).includes("\n");
  if (isBelow) return { isBelow, headEnd: propsEnd, linesStart: lineEnd(text, propsEnd), linesEnd };
  // Beside a dash.
  if (isBlock) return { isBelow, headEnd: linesEnd, linesStart: start, linesEnd };
  if (shape.kind === "text") {
    const linesStart = lineEnd(text, shape.signEnd);
    return { isBelow, headEnd: shape.signEnd, linesStart, linesEnd: Math.max(linesStart, linesEnd) };
  }
  return { isBelow, headEnd: end, linesStart: linesEnd, linesEnd };
}
