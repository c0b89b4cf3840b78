import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { type Around, recordingOf, run } from "./run.ts";

const args = ["explain", "ds/fluentd", "-n", "logging", "--snapshot", recordingOf("daemonset-healthy")];
const explain = async (around: Around, ...more: readonly string[]) =>
  (await run([...args, ...more], around)).stdout;
const isColoured = (text: string) => text !== stripVTControlCharacters(text);

describe("colour", () => {
  const terminal = 100;
  it.each<[string, Around, readonly string[], boolean]>([
    ["on a terminal", { columns: terminal }, [], true],
    ["not in a pipe", {}, [], false],
    ["not where NO_COLOR is set", { columns: terminal, env: { NO_COLOR: "1" } }, [], false],
    ["not where NO_COLOR is set and empty", { columns: terminal, env: { NO_COLOR: "" } }, [], false],
    ["not on a dumb terminal", { columns: terminal, env: { TERM: "dumb" } }, [], false],
    ["in a pipe with --color=always", {}, ["--color=always"], true],
    ["with --color always, over NO_COLOR", { env: { NO_COLOR: "1" } }, ["--color", "always"], true],
    ["not with --color=never", { columns: terminal }, ["--color=never"], false],
    ["as without the flag with --color=auto", { columns: terminal }, ["--color=auto"], true],
  ])("%s", async (_, around, more, expected) => {
    expect(isColoured(await explain(around, ...more))).toBe(expected);
  });

  it.each(["json", "yaml", "name"])("never in %s", async (format) => {
    expect(isColoured(await explain({ columns: terminal }, "-o", format, "--color=always"))).toBe(false);
  });
});

describe("width", () => {
  it.each([60, 80, 132])("folds to %i columns", async (columns) => {
    const lines = stripVTControlCharacters(await explain({ columns })).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it("folds to 80 columns where a terminal says that it has none, also in help", async () => {
    expect(await explain({ columns: 0 })).toBe(await explain({ columns: 80 }));
    expect((await run(["explain", "--help"], { columns: 0 })).stdout).toContain("Usage:\n  kubectl workload");
  });

  it("folds nothing in a pipe, so that grep finds whole sentences", async () => {
    const [first] = (await explain({})).split("\n");
    expect(first).toMatch(/^DaemonSet logging\/fluentd .* 1 is NotReady\.$/);
  });
});

describe("the map of nodes", () => {
  it.each<[string, Io["env"], string]>([
    ["no locale", {}, "zone-a  ■ ■ ■ ■"],
    ["LANG=de_DE.UTF-8", { LANG: "de_DE.UTF-8" }, "zone-a  ■ ■ ■ ■"],
    ["LANG=C", { LANG: "C" }, "zone-a  # # # #"],
    ["LC_ALL=C over LANG", { LC_ALL: "C", LANG: "en_US.UTF-8" }, "zone-a  # # # #"],
    ["an empty LC_ALL", { LC_ALL: "", LANG: "en_US.utf8" }, "zone-a  ■ ■ ■ ■"],
  ])("with %s", async (_, env, row) => {
    expect(await explain({ env })).toContain(row);
  });
});
