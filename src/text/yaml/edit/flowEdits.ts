import type { Addition, Changes } from "./changes.ts";
import type { Edit } from "./edit.ts";
import { type FlowStyle, flowEntry, flowYaml } from "./flowYaml.ts";
import type { Member } from "./layout.ts";
import { hasOwnLine, lineStart } from "./lines.ts";

/** Takes members within brackets away, each with its comma, and puts others in; at least one member stays. */
export function flowEdits(
  text: string,
  style: FlowStyle,
  members: readonly Member[],
  { removed, added }: Changes,
): readonly Edit[] {
  const gone = new Set(removed);
  const [first] = members;
  const next = members.find((member) => !gone.has(member));
  if (first === undefined || next === undefined) return [];
  const leading = members.slice(0, members.indexOf(next));
  const indent = indentAt(text, first);
  const separator = hasOwnLine(text, first) ? `\n${indent}` : " ";

  return [
    ...(leading.length === 0 ? [] : [{ start: first.start, end: next.start, text: "" }]),
    ...members.flatMap((member, index): readonly Edit[] => {
      const previous = members[index - 1];
      if (previous === undefined || !gone.has(member) || leading.includes(member)) return [];
      return [{ start: previous.value.end, end: member.value.end, text: "" }];
    }),
    ...added.flatMap(insertion),
  ];

  function insertion({ behind, members: put }: Addition): readonly Edit[] {
    const texts = put
      .map(({ key, value }) =>
        first?.of === "list" ? flowYaml(value, style, indent) : flowEntry(key, value, style, indent),
      )
      .join(`,${separator}`);
    if (behind === undefined) {
      const at = first?.start ?? 0;
      return [{ start: at, end: at, text: `${texts},${separator}` }];
    }
    const at = behind.value.end;
    const following = members[members.indexOf(behind) + 1];
    // A comment behind a member stays behind it.
    const [rest, comma] = /^[ \t]*(,?)[ \t]+#[^\r\n]*/.exec(text.slice(at)) ?? [];
    if (rest === undefined || separator === " " || (following !== undefined && gone.has(following))) {
      return [{ start: at, end: at, text: `,${separator}${texts}` }];
    }
    const end = at + rest.length;
    return comma === ","
      ? [{ start: end, end, text: `${separator}${texts},` }]
      : [
          { start: at, end: at, text: "," },
          { start: end, end, text: separator + texts },
        ];
  }
}

/** As the members are written that are there. */
export function flowStyleOf(text: string, members: readonly Member[]): FlowStyle {
  const [first] = members;
  if (first === undefined || text[first.of === "map" ? first.start : first.value.start] !== '"') {
    return { quoted: false };
  }
  return hasOwnLine(text, first)
    ? { quoted: true, unit: /\n([ \t]+)/.exec(text)?.[1] ?? "  " }
    : { quoted: true };
}

/** What is before the line that a member is on. */
export function indentAt(text: string, { start }: Member): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, start), start))?.[0] ?? "";
}
