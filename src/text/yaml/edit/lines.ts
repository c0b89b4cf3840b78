import type { Member, Value } from "./layout.ts";

/** Offset of the beginning of the line that `offset` is on. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset behind the line feed of the line that `offset` is on. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? text.length : feed + 1;
}

/** How far the key or dash is set in. */
export function columnOf(text: string, { start }: Member): number {
  return start - lineStart(text, start);
}

/** Whether nothing but blanks is before it on its line: not so behind the dash of a list. */
export function hasOwnLine(text: string, { start }: Member): boolean {
  return text.slice(lineStart(text, start), start).trim() === "";
}

/**
 * Where the lines of a member begin that has its own: with the comments directly above that are set in as it is.
 * @param from no line before this offset is its own
 */
export function headOf(text: string, member: Member, from: number): number {
  const column = columnOf(text, member);
  let head = lineStart(text, member.start);
  while (head > from) {
    const above = lineStart(text, head - 1);
    if (above < from || commentColumn(text.slice(above, head)) !== column) break;
    head = above;
  }
  return head;
}

/** Where its lines end: behind the comments below it that are set in deeper than it is. */
export function tailOf(text: string, member: Member): number {
  const column = columnOf(text, member);
  let tail = lineEnd(text, member.value.end);
  for (let at = tail; at < text.length; ) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const depth = commentColumn(line);
    if (depth === undefined ? line.trim() !== "" : depth <= column) break;
    at = end;
    if (depth !== undefined) tail = at;
  }
  return tail;
}

/** Whether empty lines behind the value would be taken for its own. */
export function takesEmptyLines({ shape }: Value): boolean {
  if (shape.kind === "text") return shape.keeps;
  const last = "members" in shape && !shape.flow ? shape.members.at(-1) : undefined;
  return last !== undefined && takesEmptyLines(last.value);
}

/** Behind the empty lines at the offset of a line. */
export function behindEmptyLines(text: string, offset: number): number {
  return offset + (/^(?:[^\S\n]*\n)*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** How far a comment that has a line of its own is set in; undefined for other lines. */
export function commentColumn(line: string): number | undefined {
  const column = line.search(/\S/);
  return line[column] === "#" ? column : undefined;
}
