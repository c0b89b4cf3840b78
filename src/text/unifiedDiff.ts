import { type StructuredPatchHunk, structuredPatch } from "diff";

/** A side of a diff; `name` stands in the header as it is given, with its `a/` or `b/` if it has one. */
export interface DiffSide {
  readonly name: string;
  readonly text: string;
}

/**
 * What changed from one text to another, as GNU patch and `git apply` take it; empty where nothing did.
 * @param context lines that are alike around each change; with 0, `git apply` wants `--unidiff-zero`
 */
export function unifiedDiff({
  from,
  to,
  context,
}: {
  readonly from: DiffSide;
  readonly to: DiffSide;
  readonly context: number;
}): string {
  if (from.text === to.text) return "";
  const { hunks } = structuredPatch(from.name, to.name, from.text, to.text, undefined, undefined, {
    context,
  });
  const lines = hunks.flatMap((hunk) => [hunkHead(hunk), ...hunk.lines]);
  return [`--- ${fileName(from.name)}`, `+++ ${fileName(to.name)}`, ...lines, ""].join("\n");
}

function hunkHead({ oldStart, oldLines, newStart, newLines }: StructuredPatchHunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
}

/** Without lines, it is the line before that is named. */
function range(start: number, lines: number): string {
  if (lines === 1) return String(start);
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

/**
 * As git writes it (with core.quotePath off): in quotes where it has a quote, a backslash or a control character;
 * with a tab behind it where it has a space, since a reader would take the rest for a time.
 */
function fileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is quoted
  const quoted = name.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => {
    const letter = letters[character];
    return `\\${letter ?? character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
  if (quoted !== name) return `"${quoted}"`;
  return name.includes(" ") ? `${name}\t` : name;
}

const letters: { readonly [character: string]: string } = {
  '"': '"',
  "\\": "\\",
  "\u0007": "a",
  "\b": "b",
  "\t": "t",
  "\n": "n",
  "\u000b": "v",
  "\f": "f",
  "\r": "r",
};
