import { type Look, type Run, runsOf } from "./ansi.ts";
import type { Palette } from "./palettes.ts";

export interface Session {
  /** As it is typed; a trailing ` \` goes on in the next line. */
  readonly command: string;
  /** With control sequences. */
  readonly output: string;
  /** For those who hear the picture. */
  readonly description: string;
}

/** Pixels. A cell is 0.6 em wide, as in most monospace fonts; whole numbers keep the file small. */
const cell = { width: 8, height: 18, font: 13.33 };
const margin = 16;
const bar = 30;

const fonts = [
  "ui-monospace",
  "SFMono-Regular",
  "SF Mono",
  "Menlo",
  "Consolas",
  "DejaVu Sans Mono",
  "Liberation Mono",
  "monospace",
];

/** A command without its line breaks. */
export function oneLine(command: string): string {
  return command.replaceAll(/ \\\n\s*/g, " ");
}

/** A terminal window as SVG: text that can be selected, on columns that hold in any font. */
export function terminalWindow(
  { command, output, description }: Session,
  columns: number,
  palette: Palette,
): string {
  const typed = command.split("\n").map((line, index): readonly Run[] => {
    const prompt: Run = { column: 0, text: index === 0 ? "$ " : "> ", dim: true };
    return [prompt, { column: 2, text: line, bold: true }];
  });
  const lines = [...typed, [], ...runsOf(output.trimEnd())].flatMap((runs) => wrapped(runs, columns));
  const width = columns * cell.width + 2 * margin;
  const height = bar + lines.length * cell.height + 2 * margin - 4;
  const style = [
    `text{font:${cell.font}px ${fonts.map((font) => (/ /.test(font) ? `'${font}'` : font)).join(",")};fill:${palette.text};white-space:pre}`,
    ".b{font-weight:600}",
    `.d{fill:${palette.dim}}`,
    ...(["red", "green", "yellow", "cyan"] as const).map((hue) => `.${hue[0]}{fill:${palette[hue]}}`),
    `.i{fill:${palette.ground}}`,
  ];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="t">${escaped(oneLine(command))}</title>`,
    `<desc id="d">${escaped(description)}</desc>`,
    `<style>${style.join("")}</style>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${palette.ground}" stroke="${palette.edge}"/>`,
    `<path d="M1 ${bar}V8.5A7.5 7.5 0 0 1 8.5 1H${width - 8.5}A7.5 7.5 0 0 1 ${width - 1} 8.5V${bar}Z" fill="${palette.bar}"/>`,
    `<path d="M1 ${bar}H${width - 1}" stroke="${palette.edge}"/>`,
    ...[0, 1, 2].map(
      (dot) => `<circle cx="${margin + 5 + 18 * dot}" cy="${bar / 2}" r="5" fill="${palette.edge}"/>`,
    ),
    ...lines.flatMap((runs, index) => line(runs, bar + margin + 10 + index * cell.height, palette)),
    "</svg>",
  ].join("\n")}\n`;
}

/** A line that is longer than the window goes on in the next, as on a terminal. */
function wrapped(runs: readonly Run[], columns: number): readonly (readonly Run[])[] {
  const rows: Run[][] = [[]];
  for (const { column, text, ...look } of runs) {
    for (const [index, character] of [...text].entries()) {
      const at = column + index;
      if (at % columns === 0 && at > 0) rows.push([]);
      const row = rows.at(-1) ?? [];
      const last = index === 0 || at % columns === 0 ? undefined : row.at(-1);
      if (last === undefined) row.push({ ...look, column: at % columns, text: character });
      else row[row.length - 1] = { ...last, text: last.text + character };
    }
  }
  return rows;
}

function line(runs: readonly Run[], baseline: number, palette: Palette): readonly string[] {
  if (runs.length === 0) return [];
  const marked = runs
    .filter(({ inverse }) => inverse)
    .map((run) => {
      const size = `width="${lengthOf(run.text) * cell.width}" height="${cell.height}"`;
      const fill = run.hue === undefined ? palette.text : palette[run.hue];
      return `<rect x="${xOf(run.column)}" y="${baseline - 13}" ${size} fill="${fill}"/>`;
    });
  const text = runs.flatMap(wordsOf).map((word) => {
    const names = classesOf(word);
    const look = names === "" ? "" : ` class="${names}"`;
    // Other characters and bold capitals may be wider than their cells, where nothing monospace is at hand.
    const adjust = word.bold || !isAscii(word.text) ? ' lengthAdjust="spacingAndGlyphs"' : "";
    const length = `textLength="${lengthOf(word.text) * cell.width}"${adjust}`;
    return `<tspan x="${xOf(word.column)}" ${length}${look}>${escaped(word.text)}</tspan>`;
  });
  return [...marked, `<text y="${baseline}" xml:space="preserve">${text.join("")}</text>`];
}

/**
 * What is placed by itself: whatever stands behind two spaces or more, so that columns begin where they should, and
 * every character beyond ASCII, since it may come from another font than its neighbours.
 */
function wordsOf(run: Run): readonly Run[] {
  const words: Run[] = [];
  let column = run.column;
  // A word takes its spaces with it, so that what is selected has them.
  for (const [text] of run.text.matchAll(/[^\x20-\x7e] *|(?: (?! )|[!-~])+ *| +/g)) {
    words.push({ ...run, column, text });
    column += lengthOf(text);
  }
  return words;
}

function classesOf({ hue, bold, dim, inverse }: Look): string {
  const ink = inverse ? "i" : (hue?.[0] ?? (dim ? "d" : ""));
  return [ink, bold ? "b" : ""].filter((name) => name !== "").join(" ");
}

const xOf = (column: number) => margin + column * cell.width;
const lengthOf = (text: string) => [...text].length;
const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
