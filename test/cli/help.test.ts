import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { globalFlags } from "../../src/cli/globalFlags.ts";
import { verbs } from "../../src/cli/main.ts";
import { run } from "./run.ts";

const names = verbs.map(({ name }) => name);
const pointer = 'Use "kubectl workload options" for the options that every command takes.\n';

async function helpOf(args: readonly string[], columns = 80): Promise<string> {
  const { stdout, stderr, exitCode } = await run(args, { columns });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

/** The titles of its sections, in order: what stands at a line's beginning and ends with a colon. */
function sectionsOf(help: string): readonly string[] {
  return [...help.matchAll(/^(\S.*):$/gm)].map(([, title = ""]) => title);
}

describe("the list of commands", () => {
  it("is what every way to ask prints", async () => {
    const [bare, ...others] = await Promise.all(
      [[], ["--help"], ["-h"], ["help"], ["help", "help"], ["-n", "explain"]].map((args) => helpOf(args)),
    );
    for (const each of others) expect(each).toBe(bare);
  });

  it("has the sections of kubectl's, and every verb once but `options`, which its last line names", async () => {
    const help = await helpOf([]);
    expect(sectionsOf(help)).toEqual([
      "Examples",
      "Explain and Convert Commands",
      "Settings Commands",
      "Other Commands",
      "Usage",
    ]);
    const listed = [...help.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = ""]) => name);
    expect(listed.sort()).toEqual(names.filter((name) => name !== "options").sort());
    expect(help).toMatch(/^Say what workloads are and do, and why/);
    expect(help.endsWith(pointer)).toBe(true);
  });

  it("needs one line a verb on a terminal of 80 columns", async () => {
    const lines = (await helpOf([])).split("\n");
    for (const { name, describe } of verbs.filter((verb) => verb.name !== "options")) {
      expect(lines.filter((line) => line.endsWith(describe) && line.includes(` ${name} `))).toHaveLength(1);
    }
  });
});

describe("the help of a verb", () => {
  it.each(names)("%s is what every way to ask prints", async (verb) => {
    const [first, ...others] = await Promise.all(
      [
        [verb, "--help"],
        [verb, "-h"],
        ["help", verb],
        ["-n", "logging", "help", verb],
        ["-h", verb],
        [verb, "ds/fluentd", "-n", "logging", "-h"],
      ].map((args) => helpOf(args)),
    );
    for (const other of others) expect(other).toBe(first);
  });

  it.each(verbs)("$name has kubectl's sections in kubectl's order", async (verb) => {
    const help = await helpOf([verb.name, "--help"]);
    expect(sectionsOf(help)).toEqual([
      ...(verb.examples.length > 0 ? ["Examples"] : []),
      ...(Object.keys(verb.flags).length > 0 ? ["Options"] : []),
      ...(verb.exitCodes ? ["Exit status"] : []),
      "Usage",
    ]);
    expect(help).toContain(`Usage:\n  kubectl workload ${verb.name}`);
    expect(help).not.toContain("[flags]");
    expect(help.endsWith(`\n\n${pointer}`)).toBe(true);
  });

  it.each(verbs)("$name shows how each example is typed, under what it is for", async (verb) => {
    const help = await helpOf([verb.name, "--help"], 200);
    for (const [typed, what] of verb.examples) {
      expect(help).toContain(`  # ${what}\n  kubectl workload ${`${verb.name} ${typed}`.trimEnd()}\n`);
    }
  });

  it("writes flags as kubectl does, with what holds where they are not given", async () => {
    const help = await helpOf(["convert", "--help"]);
    for (const flag of [
      "    --to='':\n",
      "    -o, --output='diff':\n",
      "    -f, --filename=[]:\n",
      "    -R, --recursive=false:\n",
      "    --replicas='':\n",
      "    --references=true:\n",
      "    -U, --unified=3:\n        Lines of context in the diff\n\n    --color='auto':\n",
    ]) {
      expect(help).toContain(`\n${flag}`);
    }
  });

  it("says what the exit codes of a verb are, as kubectl diff does", async () => {
    expect(await helpOf(["convert", "--help"])).toContain("\nExit status:\n  0    nothing differs");
  });

  it.each(names)("%s leaves kubectl's global flags to `options`", async (verb) => {
    const help = await helpOf([verb, "--help"]);
    const listed = [...help.matchAll(/^ {4}(?:-\w, )?--([\w-]+)=/gm)].map(([, flag = ""]) => flag);
    expect(listed.filter((flag) => flag in globalFlags)).toEqual([]);
  });

  it("of a word that is no verb is an error", async () => {
    const { stdout, stderr, exitCode } = await run(["help", "explian"]);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toContain('unknown command "explian" for "kubectl workload"; did you mean explain?');
  });
});

it("`options` lists every global flag", async () => {
  const options = await helpOf(["options"]);
  expect(options).toMatch(/^The following options can be passed to any command:\n/);
  for (const name of [...Object.keys(globalFlags), "help"]) {
    expect(options).toMatch(new RegExp(`^ {4}(-\\w, )?--${name}=`, "m"));
  }
});

it.each([[[]], [["options"]], ...names.map((name) => [["help", name]])])(
  "%j fits the terminal, and stays readable on a wide one",
  async (args) => {
    for (const [columns, widest] of [
      [80, 80],
      [200, 100],
    ] as const) {
      const lines = (await helpOf(args, columns)).split("\n");
      // What is to be copied is never folded.
      const folded = lines.filter((line) => !line.includes("kubectl workload"));
      expect(folded.filter((line) => line.length > widest)).toEqual([]);
    }
  },
);

it("no ordinary run loads any of it", () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const code = readFileSync(file, "utf8");
    const imported = code.matchAll(/^(?:import|export) (?!type )[^;]*?from "(\.[^"]+\.ts)"/gm);
    for (const [, path = ""] of imported) load(join(file, "..", path));
  };
  load(join(import.meta.dirname, "..", "..", "src", "cli", "main.ts"));
  const names = [...loaded].map((file) => file.split(/[\\/]/).slice(-2).join("/"));
  expect(names).toContain("cli/convert.ts");
  expect(names.filter((name) => /^cli\/(help|exitCodes)\.ts$|^manual\//.test(name))).toEqual([]);
});

it("says the version", async () => {
  expect(await helpOf(["--version"])).toMatch(/^\d+\.\d+\.\d+\n$/);
});
