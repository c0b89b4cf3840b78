import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/text/unifiedDiff.ts";
import { type Random, seeded } from "./yaml/writtenByHand.ts";

/** What the tool makes of files that a diff is applied to. */
const tools: { readonly [name: string]: (folder: string, patch: string) => void } = {
  "GNU patch": (folder, patch) => {
    execFileSync("patch", ["-p1", "--binary", "--no-backup-if-mismatch", "--fuzz=0", "--input", patch], {
      cwd: folder,
    });
  },
  "git apply": (folder, patch) => {
    execFileSync("git", ["apply", "--unidiff-zero", "--whitespace=nowarn", patch], {
      cwd: folder,
      env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
    });
  },
};

interface Edited {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Applies the diffs of all files at once, which is one start of the tool. */
function applied(
  apply: (folder: string, patch: string) => void,
  files: readonly Edited[],
  context: (index: number) => number,
): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "workload-diff-"));
  try {
    const diffs = files.map(({ name, from, to }, index) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), from);
      const sides = { from: { name: `a/${name}`, text: from }, to: { name: `b/${name}`, text: to } };
      return unifiedDiff({ ...sides, context: context(index) });
    });
    writeFileSync(join(folder, "all.diff"), diffs.join(""));
    apply(folder, join(folder, "all.diff"));
    return files.map(({ name }) => readFileSync(join(folder, name), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const words = [
  "kind: Deployment",
  "  replicas: 3",
  "- name: nginx",
  "",
  "-- not a header",
  "++ nor this",
  "\\ x",
  "é",
];

function someText(random: Random, lineFeed: string): string {
  const lines = Array.from({ length: 1 + random.upTo(30) }, () => random.oneOf(words) + lineFeed);
  const text = lines.join("");
  // A text of nothing is no file to git.
  return random.often(0.3) ? text.slice(0, -lineFeed.length) || "kind: List" : text;
}

function editedText(random: Random, text: string, lineFeed: string): string {
  const lines = text.split(/(?<=\n)/).flatMap((line) => {
    if (random.often(0.1)) return [];
    if (random.often(0.1)) return [line.replace(/^/, "# ")];
    return random.often(0.1) ? [`${random.oneOf(words)}${lineFeed}`, line] : [line];
  });
  const edited = lines.join("") || `kind: List${lineFeed}`;
  return random.often(0.1) ? edited.replace(/\r?\n$/, "") || "kind: List" : edited;
}

describe("a diff is what tools apply", () => {
  it.each(Object.entries(tools))(
    "%s makes one text of the other, byte for byte",
    (_, apply) => {
      const seed = Number(process.env["SEED"] ?? 20);
      const random = seeded(seed);
      const files = Array.from({ length: 2000 }, (_unused, index): Edited => {
        const lineFeed = random.oneOf(["\n", "\n", "\r\n"]);
        const from = someText(random, lineFeed);
        return { name: `${index % 50}/${index}.yaml`, from, to: editedText(random, from, lineFeed) };
      });
      const results = applied(apply, files, (index) => index % 5);
      const wrong = files.filter(({ to }, index) => results[index] !== to);
      expect(wrong, `with SEED=${seed}`).toEqual([]);
    },
    60_000,
  );

  const names = [
    "nginx web.yaml",
    "nginx\tweb.yaml",
    'the "web".yaml',
    "back\\slash.yaml",
    "it's.yaml",
    "déploiement ☕.yaml",
    "line\nfeed.yaml",
    " blank .yaml",
    'tab\tand "quote" and blank.yaml',
  ];
  it.each(Object.entries(tools))("%s finds files whose names need care", (_, apply) => {
    const files = names.map((name) => ({ name, from: "kind: Deployment\n", to: "kind: DaemonSet\n" }));
    expect(applied(apply, files, () => 3)).toEqual(files.map(({ to }) => to));
  });
});

describe("the text of a diff", () => {
  const diff = (from: string, to: string, context = 3) =>
    unifiedDiff({
      from: { name: "a/nginx.yaml", text: from },
      to: { name: "b/nginx.yaml", text: to },
      context,
    });

  it("is empty where nothing changed", () => {
    expect(diff("kind: List\n", "kind: List\n")).toBe("");
    expect(diff("", "")).toBe("");
  });

  it("counts lines as git does", () => {
    expect(diff("a\nb\nc\n", "a\nB\nc\n", 1)).toBe(
      "--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
    );
    expect(diff("a\nb\nc\n", "a\nb\nx\nc\n", 0)).toBe(
      "--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -2,0 +3 @@\n+x\n",
    );
    expect(diff("a\nb\n", "b\n", 0)).toBe("--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -1 +0,0 @@\n-a\n");
    expect(diff("", "a\n")).toBe("--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -0,0 +1 @@\n+a\n");
  });

  it("says where a line feed at the end is missing", () => {
    expect(diff("a\nb", "a\nb\n")).toBe(
      "--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n",
    );
    expect(diff("a\nb", "A\nb")).toBe(
      "--- a/nginx.yaml\n+++ b/nginx.yaml\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n",
    );
  });

  it("names the sides as they are given, as git writes them", () => {
    const head = (name: string) =>
      unifiedDiff({ from: { name, text: "" }, to: { name: "/dev/null", text: "x" }, context: 3 }).split(
        "\n",
      )[0];
    expect(head("Deployment default/grafana (live)")).toBe("--- Deployment default/grafana (live)\t");
    expect(head("a/it's.yaml")).toBe("--- a/it's.yaml");
    expect(head('a/the "web".yaml')).toBe('--- "a/the \\"web\\".yaml"');
    expect(head("a/\ttab\u0001.yaml")).toBe('--- "a/\\ttab\\001.yaml"');
  });
});
