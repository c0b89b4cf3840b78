import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { platforms, version } from "../../krew/platforms.ts";
import { readmeAlone } from "../../krew/readme.ts";
import { type ArchiveEntry, readArchive } from "./readArchive.ts";

const release = inject("release");
const root = join(import.meta.dirname, "..", "..");

it("a release has an archive for every platform, a bill of materials, checksums and krew's manifest", async () => {
  expect((await readdir(release)).sort()).toEqual(
    [
      ...platforms.map(({ archive }) => archive),
      `kubectl-workload_v${version}.cdx.json`,
      "checksums.txt",
      "workload.yaml",
    ].sort(),
  );
});

it("every platform has an archive and a Bun of its own", () => {
  expect(new Set(platforms.map(({ archive }) => archive)).size).toBe(8);
  expect(new Set(platforms.map(({ base }) => base.name)).size).toBe(8);
});

describe.each(platforms)("$archive", ({ archive, bin, os }) => {
  let entries: readonly ArchiveEntry[];
  beforeAll(async () => {
    entries = await readArchive(join(release, archive));
  });

  it("has the executable, the licence, the notices and the README, and nothing else", () => {
    const expected = [bin, "LICENSE", "README.md", "THIRD_PARTY_NOTICES"];
    expect(entries.map(({ path }) => path)).toEqual(expected);
    expect(bin.endsWith(".exe")).toBe(os === "windows");
  });

  it("has files alone: no links, no folders, no path that leads out", () => {
    expect(entries.filter(({ type }) => type !== "file")).toEqual([]);
    expect(entries.filter(({ path }) => /\.\.|[/\\:]/.test(path))).toEqual([]);
  });

  it("lets everybody run the executable, and nobody but the owner write", () => {
    expect(entries.map(({ mode }) => mode.toString(8))).toEqual(["755", "644", "644", "644"]);
  });

  it("tells nothing of who packed it, and has one time for all", () => {
    expect(entries.map(({ owner }) => owner)).toEqual(["", "", "", ""]);
    expect(new Set(entries.map(({ modified }) => modified.getTime())).size).toBe(1);
  });

  it("has the project's licence, and its README without what is not there", () => {
    const text = (path: string) => entries.find((entry) => entry.path === path)?.content.toString();
    expect(text("LICENSE")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(text("README.md")).toBe(readmeAlone(readme));
    expect(text("README.md")).not.toMatch(/<picture>|\]\(docs\/|\]\(examples\//);
    expect(text("THIRD_PARTY_NOTICES")).toContain("JavaScriptCore");
  });
});
