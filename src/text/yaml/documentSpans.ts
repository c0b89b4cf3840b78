import { Parser } from "yaml";

/** Where a document is in the text of its file; offsets. */
export interface DocumentSpan {
  /** Of its `---`, or of its first line where it has none. */
  readonly start: number;
  /** Behind the line of its `---`, or behind the `---` itself where the content is on that line. */
  readonly content: number;
  /** Of the `---`, the `...` or the end of the text behind it. */
  readonly end: number;
}

/** The documents of a text as `parseYaml` counts them: those without content are among them. */
export function documentSpans(text: string): readonly DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let open: Omit<DocumentSpan, "end"> | undefined;
  const close = (end: number) => {
    if (open !== undefined) spans.push({ ...open, end });
    open = undefined;
  };
  for (const token of new Parser().parse(text)) {
    if (token.type === "doc-end") close(token.offset);
    if (token.type !== "document") continue;
    const mark = token.start.find(({ type }) => type === "doc-start");
    // Comments above a `---` without a document before it belong to the file.
    const start = mark?.offset ?? token.offset;
    close(start);
    open = { start, content: mark === undefined ? firstLine(text, start) : behind(text, mark.offset + 3) };
  }
  close(text.length);
  return spans;
}

/** Comments and empty lines above the first document are its own, unless a directive or a `...` is above them. */
function firstLine(text: string, start: number): number {
  return /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*$/.test(text.slice(0, start))
    ? text.startsWith("\uFEFF")
      ? 1
      : 0
    : start;
}

/** Behind the line, if nothing but a comment is left of it. */
function behind(text: string, offset: number): number {
  const rest = /^[^\S\n]*(?:#[^\n]*)?(?:\n|$)/.exec(text.slice(offset));
  return rest === null ? offset : offset + rest[0].length;
}
