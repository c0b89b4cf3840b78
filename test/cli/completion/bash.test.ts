import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { completionScript } from "../../../src/cli/completion/script.ts";
import { bash } from "../../../src/cli/completion/shells/bash.ts";

const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-bash-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Circumstances {
  readonly columns?: number;
  readonly directive?: number;
  /** What somebody has in a startup file. */
  readonly settings?: string;
}

/** What bash is handed for the word at the end of a line, where the plugin offers these lines. */
function handed(
  words: readonly string[],
  lines: readonly string[],
  { columns = 80, directive = 4, settings = "" }: Circumstances = {},
): readonly string[] {
  writeFileSync(join(folder, "offers"), `${lines.join("\n")}\n:${directive}\n`);
  writeFileSync(join(folder, "kubectl-workload"), `#!/bin/sh\ncat ${folder}/offers\n`);
  chmodSync(join(folder, "kubectl-workload"), 0o755);
  const typed = `COMP_WORDS=("$@"); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}; COMP_CWORD=$(($# - 1)); COMP_TYPE=9`;
  const script = `${completionScript(bash)}\n${typed}\n${settings}\n__kubectl_workload_offer\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = {
    HOME: folder,
    PATH: `${folder}${delimiter}${process.env["PATH"]}`,
    COLUMNS: String(columns),
    LC_ALL: "C.UTF-8",
  };
  const args = ["--norc", "-c", script, "bash", "kubectl-workload", ...words];
  return execFileSync("bash", args, { encoding: "utf8", env, cwd: folder }).trimEnd().split("\n");
}

describe("what bash puts into the line", () => {
  it.each<[string, string, readonly string[]]>([
    ["prod", "pr", ["prod"]],
    ["arn:aws:eks:eu-1:123:cluster/shop", "arn:aws:eks:eu-1:123:cluster/s", ["cluster/shop"]],
    ["prod (old)", "pr", ["prod\\ \\(old\\)"]],
    ["prod$(touch /tmp/x)", "pr", ["prod\\$\\(touch\\ /tmp/x\\)"]],
    ["prod`id`;id", "pr", ["prod\\`id\\`\\;id"]],
    ["prod (old)", '"pr', ["prod (old)"]],
    ["prod$(id)", '"pr', [""]],
    ["prod'; id; '", "'pr", [""]],
  ])(
    "of a context called %s, where %s is typed, is nothing that it would run",
    (context, typed, expected) => {
      expect(handed(["explain", "--context", typed], [context])).toEqual(expected);
    },
  );

  it("is never cut off, however narrow the terminal", () => {
    const names = ["fluentd-for-everybody-a", "fluentd-for-everybody-b"];
    const offers = handed(
      ["explain", "ds", "f"],
      names.map((name) => `${name}\t3/3 ready`),
      { columns: 20 },
    );
    expect(offers).toEqual(names.map((name) => `${name}…`));
  });

  it("stands before what it means", () => {
    expect(handed(["explain", "ds", ""], ["fluentd\t2/3 ready", "gpu\t1/1 ready"])).toEqual([
      "fluentd  (2/3 ready)",
      "gpu      (1/1 ready)",
    ]);
  });
});

describe("completion in bash", () => {
  it.each([
    "set -u",
    "set -e",
    "set -o posix",
    "set -f",
    "IFS=:",
    "IFS=a",
    "IFS=",
    "alias kubectl-workload=false; shopt -s expand_aliases",
  ])("works behind `%s`", (settings) => {
    expect(handed(["explain", "ds", "f"], ["fluentd\t2/3 ready"], { settings })).toEqual(["fluentd"]);
    writeFileSync(join(folder, "fluentd.yaml"), "");
    const files = { settings, directive: 8 };
    expect(handed(["explain", "-f", "flu"], ["yaml", "json"], files)).toEqual(["fluentd.yaml"]);
  });

  it("leaves a flag in the line where `=` does not break words", () => {
    const settings = "COMP_WORDBREAKS=' '";
    const volumes = ["data=template"];
    expect(handed(["convert", "--volume=data=t"], volumes, { settings })).toEqual(["--volume=data=template"]);
    writeFileSync(join(folder, "fluentd.yaml"), "");
    const files = { settings, directive: 8 };
    expect(handed(["explain", "--filename=flu"], ["yaml"], files)).toEqual(["--filename=fluentd.yaml"]);
  });

  it("leaves ~ in the line, and finds directories behind it", () => {
    mkdirSync(join(folder, "manifests"), { recursive: true });
    expect(handed(["explain", "-f", "~/man"], ["yaml"], { directive: 8 })).toEqual(["~/manifests"]);
  });
});
