import { describe, expect, it } from "vitest";
import { runsOf } from "../docs/terminal/ansi.ts";
import { palettes } from "../docs/terminal/palettes.ts";
import { terminalWindow } from "../docs/terminal/window.ts";

const picture = (output: string, columns = 100) => {
  const session = { command: "kubectl workload explain ds/fluentd", output, description: "fluentd runs" };
  return terminalWindow(session, columns, palettes.light);
};
/** What stands at which column of which row, from 0. */
const words = (svg: string) =>
  [...svg.matchAll(/<text y="(\d+)".*?<\/text>/g)].flatMap(([text, y]) =>
    [...text.matchAll(/<tspan x="(\d+)" textLength="(\d+)"[^>]*>(.*?)<\/tspan>/g)].map(
      ([, x, length, word]) => [(Number(y) - 56) / 18, (Number(x) - 16) / 8, Number(length) / 8, word],
    ),
  );

describe("the output of a terminal", () => {
  it("is runs that look alike, at their columns", () => {
    expect(runsOf("\u001b[1mNODES\u001b[22m  4\n\u001b[31m\u001b[7mgpu-0\u001b[27m is\u001b[39m")).toEqual([
      [
        { column: 0, text: "NODES", bold: true },
        { column: 5, text: "  4" },
      ],
      [
        { column: 0, text: "gpu-0", hue: "red", inverse: true },
        { column: 5, text: " is", hue: "red" },
      ],
    ]);
  });

  it("keeps its look from line to line", () => {
    expect(runsOf("\u001b[2mAt length:\nkubectl\u001b[22m")[1]).toEqual([
      { column: 0, text: "kubectl", dim: true },
    ]);
  });

  it("has no control sequence that a picture would drop", () => {
    expect(() => runsOf("\u001b[45mzone-a")).toThrow("no picture shows the control sequence `ESC[45m`");
  });
});

describe("the picture of a terminal", () => {
  it("has each cell of a map in its column, whatever font it comes from", () => {
    expect(words(picture("zone-a  □ ■")).slice(2)).toEqual([
      [2, 0, 8, "zone-a  "],
      [2, 8, 2, "□ "],
      [2, 10, 1, "■"],
    ]);
  });

  it("begins columns where they stand, and leaves sentences whole", () => {
    expect(words(picture("gpu-0     has a taint")).slice(2)).toEqual([
      [2, 0, 10, "gpu-0     "],
      [2, 10, 11, "has a taint"],
    ]);
  });

  it("goes on in the next row where a line is longer than the window", () => {
    expect(words(picture(`${"a".repeat(45)}`, 40)).slice(2)).toEqual([
      [2, 0, 40, "a".repeat(40)],
      [3, 0, 5, "aaaaa"],
    ]);
  });

  it("escapes what XML reads otherwise", () => {
    expect(picture("`<pod>.grafana` & more")).toContain(">`&lt;pod&gt;.grafana` &amp; more<");
  });

  it("has a title and a description for those who hear it", () => {
    const svg = picture("");
    expect(svg).toContain('<title id="t">kubectl workload explain ds/fluentd</title>');
    expect(svg).toContain('<desc id="d">fluentd runs</desc>');
  });

  it.each(Object.entries(palettes))(
    "can be read: every colour of the %s palette stands out",
    (_, palette) => {
      const { ground, bar: _bar, edge: _edge, ...inks } = palette;
      for (const ink of Object.values(inks)) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
