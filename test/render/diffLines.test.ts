import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { colouredDiff, sideBySide } from "../../src/render/diffLines.ts";
import { displayWidth } from "../../src/render/layout/fold.ts";
import type { RenderStyle } from "../../src/render/style.ts";
import { unifiedDiff } from "../../src/text/unifiedDiff.ts";
import { randomMap, seeded, writtenByHand } from "../text/yaml/writtenByHand.ts";

const plain: RenderStyle = { color: false, width: 80, wide: false, revisions: false, unicode: true };
const coloured: RenderStyle = { ...plain, color: true };

function diffOf(from: string, to: string): string {
  return unifiedDiff({
    from: { name: "a/nginx.yaml", text: from },
    to: { name: "b/nginx.yaml", text: to },
    context: 3,
  });
}

/** Colours as letters, so that a golden can be read: `<r>` red, `<g>` green, `<c>` cyan, `<b>` bold, `<!>` reversed. */
function readable(text: string): string {
  const letters: { readonly [code: string]: string } = {
    "31": "<r>",
    "32": "<g>",
    "36": "<c>",
    "1": "<b>",
    "7": "<!>",
    "39": "</>",
    "22": "</>",
    "27": "",
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour begins with
  return text.replace(/\u001b\[(\d+)m/g, (_, code: string) => letters[code] ?? `<${code}>`);
}

describe("a diff on a terminal", () => {
  const diff = diffOf(
    "kind: Deployment\nspec:\n  replicas: 3\n  paused: true\n",
    "kind: DaemonSet\nspec:\n  minReadySeconds: 5\n",
  );

  it("has git's colours, and the words that changed reversed", () => {
    expect(readable(colouredDiff(diff, coloured))).toBe(
      [
        "<b>--- a/nginx.yaml</>",
        "<b>+++ b/nginx.yaml</>",
        "<c>@@ -1,4 +1,3 @@</>",
        "<r>-kind: </><r><!>Deployment</>",
        "<g>+kind: </><g><!>DaemonSet</>",
        " spec:",
        "<r>-  replicas: 3</>",
        "<r>-  paused: true</>",
        "<g>+  minReadySeconds: 5</>",
        "",
      ].join("\n"),
    );
  });

  it("is not taken for headers where its lines look like them", () => {
    const text = diffOf("-- nginx\nkind: List\n", "++ nginx\nkind: List\n");
    expect(readable(colouredDiff(text, coloured))).toContain("<r>");
    expect(readable(colouredDiff(text, coloured)).match(/<b>/g)).toHaveLength(2);
  });

  it("says in no colour that a line feed is missing", () => {
    const text = readable(colouredDiff(diffOf("kind: A", "kind: B"), coloured));
    expect(text.split("\n").filter((line) => line === "\\ No newline at end of file")).toHaveLength(2);
    expect(text).toContain("<r>-kind: </><r><!>A</>");
  });

  it("leaves what is said before it alone", () => {
    const head = "\u001b[1mDeployment default/nginx\u001b[22m\n--- decided by you\n\n";
    expect(colouredDiff(head + diff, coloured)).toBe(head + colouredDiff(diff, coloured));
    expect(colouredDiff("nothing changes\n", coloured)).toBe("nothing changes\n");
    expect(colouredDiff("", coloured)).toBe("");
  });

  it("may be of several files", () => {
    const text = colouredDiff(`${diff}diff --git a/web.yaml b/web.yaml\n${diff}`, coloured);
    expect(readable(text)).toContain("</>\n<b>diff --git a/web.yaml b/web.yaml</>\n<b>--- a/nginx.yaml</>\n");
  });

  it("plays no tricks, coloured or not", () => {
    const hostile = diffOf("note: x\r\n", "note: \u001b[2J\u202e x\rkind\r\n");
    for (const style of [plain, coloured]) {
      const text = stripVTControlCharacters(colouredDiff(hostile, style));
      expect(text).toContain("+note: ^[[2J\\u202e x\\rkind\r\n");
    }
    expect(colouredDiff(hostile, plain)).not.toContain("\u001b");
  });

  it("is the same text with and without colour, and can be applied without", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const [from, to] = [0, 1].map(() => writtenByHand(random, randomMap(random, 3)).replaceAll("\t", " "));
      const text = diffOf(`kind: List\n${from}`, to ?? "");
      expect(colouredDiff(text, plain), `seed ${seed}`).toBe(text);
      expect(stripVTControlCharacters(colouredDiff(text, coloured)), `seed ${seed}`).toBe(text);
    }
  });
});

describe("two texts side by side", () => {
  const before = "kind: Deployment\nmetadata:\n  name: nginx\nspec:\n  replicas: 3\n  paused: true\n";
  const after =
    "kind: DaemonSet\nmetadata:\n  name: nginx\nspec:\n  minReadySeconds: 5\n  paused: true\n  x: 1\n";

  it("have a sign between what changed, and what only one has", () => {
    expect(sideBySide(before, after.replace("  minReadySeconds: 5\n", ""), { ...plain, width: 60 })).toBe(
      [
        "kind: Deployment | kind: DaemonSet",
        "metadata:          metadata:",
        "  name: nginx        name: nginx",
        "spec:              spec:",
        "  replicas: 3    <",
        "  paused: true       paused: true",
        "                 >   x: 1",
        "",
      ].join("\n"),
    );
  });

  it("fold what is too long for its column, and cut nothing", () => {
    const long = "  image: registry.example.com/monitoring/grafana:11.1.0 # pinned by hand\n";
    expect(sideBySide(long, long.replace("11.1", "11.2"), { ...plain, width: 60 })).toBe(
      [
        "  image:                     |   image:",
        "    registry.example.com/mon       registry.example.com/moni",
        "    itoring/grafana:11.1.0 #       toring/grafana:11.2.0 #",
        "    pinned by hand                 pinned by hand",
        "",
      ].join("\n"),
    );
  });

  it("shorten what is alike, but for the lines next to a change", () => {
    const same = Array.from({ length: 20 }, (_, index) => `  key-${index}: 1\n`).join("");
    const lines = sideBySide(`a: 1\n${same}b: 1\n${same}`, `a: 2\n${same}b: 2\n${same}`, plain).split("\n");
    expect(lines.filter((line) => line.startsWith("⋮"))).toEqual(["⋮ 14 lines alike", "⋮ 17 lines alike"]);
    expect(sideBySide(same, same, { ...plain, unicode: false })).toBe("... 20 lines alike\n");
    const eight = same.split("\n").slice(0, 8).join("\n");
    expect(sideBySide(eight, eight, plain).split("\n")).toHaveLength(9);
  });

  it("are as wide as their lines where the width has no end", () => {
    const long = `args: ${"x".repeat(300)}\n`;
    expect(sideBySide(long, "args: y\n", { ...plain, width: Number.POSITIVE_INFINITY })).toBe(
      `${long.trimEnd()} | args: y\n`,
    );
  });

  it("are coloured by side, and wide characters take two columns", () => {
    expect(readable(sideBySide("app: 統合 x\nkind: A\n", "app: 統合 y\n", coloured))).toBe(
      "<r>app: 統合 </><r><!>x</> | <g>app: 統合 </><g><!>y</>\n<r>kind: A</>     <\n",
    );
  });

  it("are empty where both are", () => {
    expect(sideBySide("", "", plain)).toBe("");
  });

  it("are never wider than the terminal, and both whole, whatever they are", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const [from = "", to = ""] = [0, 1].map(() => writtenByHand(random, randomMap(random, 3)));
      const width = 30 + random.upTo(90);
      const text = sideBySide(from, to, { ...plain, width });
      const widest = Math.max(...text.split("\n").map((line) => displayWidth(line)));
      expect(widest, `seed ${seed}`).toBeLessThanOrEqual(width);
      expect(text, `seed ${seed}`).not.toMatch(/[ \t]$/m);
      // Each character of a side is there, in some column.
      const all = new Set(text);
      const hidden = text.includes("⋮")
        ? []
        : [...new Set(from + to)].filter((one) => !/[\s\t]/.test(one) && !all.has(one));
      expect(hidden, `seed ${seed}`).toEqual([]);
    }
  });
});
