import { displayWidth } from "./fold.ts";

/** A part of a line that is painted alike. */
export interface Part<Tone> {
  readonly text: string;
  readonly tone: Tone;
}

/**
 * Folds a line into lines of at most `width` columns, for a column that has another one beside it: at blanks if it
 * can, within a word if it must. What is folded stands deeper than the line itself.
 */
export function foldCell<Tone>(
  parts: readonly Part<Tone>[],
  width: number,
): readonly (readonly Part<Tone>[])[] {
  const characters = parts.flatMap(({ text, tone }) =>
    Array.from(segmenter.segment(text), ({ segment }) => ({
      text: segment,
      tone,
      width: displayWidth(segment),
    })),
  );
  const total = characters.reduce((sum, character) => sum + character.width, 0);
  if (total <= width) return [parts];

  const indent = characters.findIndex(({ text }) => (text.trim() === "") === false);
  const hanging = indent + hang <= width / 2 ? indent + hang : 0;
  const lines: (typeof characters)[] = [];
  for (let at = 0; at < characters.length; ) {
    const room = lines.length === 0 ? width : width - hanging;
    const end = lineEnd(characters, at, room, lines.length === 0 ? at + Math.max(indent, 0) : at);
    // The blank that it is folded at is not missed, and would be out of place at the end.
    const last = characters.slice(at, end).findLastIndex(({ text }) => text !== " ");
    lines.push(characters.slice(at, end === characters.length ? end : at + last + 1));
    at = end;
  }
  return lines.map((line, index) => {
    const first = line[0];
    const margin =
      index === 0 || first === undefined || hanging === 0 ? [] : [{ ...first, text: " ".repeat(hanging) }];
    return joined([...margin, ...line]);
  });
}

const hang = 2;
const segmenter = new Intl.Segmenter();

/** Behind the last blank that leaves the line within the room, or behind what the room holds. */
function lineEnd(
  characters: readonly { readonly text: string; readonly width: number }[],
  start: number,
  room: number,
  text: number,
): number {
  let used = 0;
  let blank: number | undefined;
  for (let at = start; at < characters.length; at++) {
    const character = characters[at];
    used += character?.width ?? 0;
    if (character?.text === " " && at > text) blank = at + 1;
    else if (used > room) return blank ?? Math.max(at, start + 1);
  }
  return characters.length;
}

function joined<Tone>(parts: readonly Part<Tone>[]): readonly Part<Tone>[] {
  const result: Part<Tone>[] = [];
  for (const { text, tone } of parts) {
    const last = result.at(-1);
    if (last !== undefined && last.tone === tone)
      result[result.length - 1] = { text: last.text + text, tone };
    else result.push({ text, tone });
  }
  return result;
}
