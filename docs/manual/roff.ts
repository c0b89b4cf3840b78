/**
 * Text in the language of man(7), for groff and mandoc alike: what would be a request or an escape is neither, and
 * what is to be copied into a shell stays ASCII.
 */
export function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("`", "\\(ga")
    .replaceAll("^", "\\(ha")
    .replaceAll("~", "\\(ti")
    .replace(/\P{ASCII}/gu, (letter) => `\\[u${codePoint(letter)}]`)
    .replace(/^(?=\.)/gm, "\\&");
}

/** Prose: what stands between backticks is typed, so it is bold; a flag or `hostPath:PATH` is no word to hyphenate. */
export function roffProse(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 && part !== "" ? bold(part) : words(part)))
    .join("");
}

function words(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (/[-=:/[_]\S|[a-z][A-Z]/.test(word) ? `\\%${roff(word)}` : roff(word)))
    .join("");
}

export function bold(text: string): string {
  return `\\fB${unbroken(text)}\\fR`;
}

export function italic(text: string): string {
  return `\\fI${unbroken(text)}\\fR`;
}

/** What is to be typed is not hyphenated. */
function unbroken(text: string): string {
  return roff(text).replace(/(^| )(?=\S)/g, "$1\\%");
}

/** `.SH`, and what stands in it; nothing where nothing does. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`.SH ${title}`, ...lines];
}

/** A term, and beside or under it what it means. */
export function tagged(term: string, text: string): readonly string[] {
  return [".TP", term, text];
}

/** Lines that stay as they are, set in. */
export function verbatim(text: string): readonly string[] {
  return [".RS 4", ".EX", ...text.split("\n").map(roff), ".EE", ".RE"];
}

function codePoint(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
