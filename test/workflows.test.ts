import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { version } from "../krew/platforms.ts";
import { obstacles } from "../krew/ready.ts";

interface Permissions {
  readonly [scope: string]: string;
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [input: string]: unknown };
}
interface Job {
  readonly uses?: string;
  readonly permissions?: Permissions;
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}
interface Workflow {
  readonly permissions?: Permissions;
  readonly jobs: { readonly [name: string]: Job };
}

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: { readonly [name: string]: string };
};
const files = globSync(".github/workflows/*.yml", { cwd: root }).sort();
const workflows = files.map((file) => {
  const text = readFileSync(join(root, file), "utf8");
  return { file, text, workflow: parse(text) as Workflow };
});

/** All that a job may write. Every other reads the repository and no more. */
const mayWrite: { readonly [job: string]: Permissions } = {
  publish: { contents: "write", "id-token": "write", attestations: "write" },
};

it("there are the check of every change and the release of a tag", () => {
  expect(files).toEqual([".github/workflows/ci.yml", ".github/workflows/release.yml"]);
});

it("a change is checked by `.ci/run` and nothing else, and so is a release", () => {
  const [ci, release] = workflows;
  const runs = Object.values(ci?.workflow.jobs ?? {}).flatMap(({ steps = [] }) =>
    steps.map(({ run }) => run),
  );
  expect(runs.filter((run) => run !== undefined)).toEqual(["bash .ci/run"]);
  expect(release?.workflow.jobs["check"]).toEqual({ uses: "./.github/workflows/ci.yml" });
});

describe.each(workflows)("$file", ({ text, workflow }) => {
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);

  it("runs what the project has: its scripts, and npm and gh themselves", () => {
    const commands = steps.flatMap(({ run = "" }) => run.split("\n")).filter((line) => line !== "");
    expect(commands.filter((command) => !isKnown(command))).toEqual([]);
  });

  it("reads the repository, and writes only where it publishes", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const [name, job] of jobs) expect(job.permissions, name).toEqual(mayWrite[name]);
  });

  it("runs nothing of the repository where it may write", () => {
    const writing = jobs.filter(([name]) => name in mayWrite).flatMap(([, job]) => job.steps ?? []);
    expect(writing.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"))).toEqual([]);
    expect(writing.filter(({ run = "" }) => /npm (ci|run|test|install|pack)\b|\.ci\//.test(run))).toEqual([]);
  });

  it("leaves no token behind in a checkout, and needs no secret", () => {
    const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
    expect(text).not.toContain("secrets.");
    expect(steps.filter(({ run = "" }) => /TOKEN|set -x|\bprintenv\b|\benv\b/.test(run))).toEqual([]);
  });

  it("puts no expression into a command line: what a branch is called would be run", () => {
    expect(steps.filter(({ run = "" }) => run.includes("${{"))).toEqual([]);
  });

  it("takes each action as one commit, with its version beside it", () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, action = ""]) => !action.startsWith("./"));
    const pinned = used.filter(([line]) =>
      /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+\.\d+)?$/.test(line),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(pinned).toEqual(used);
  });

  it("ends every job some day", () => {
    const endless = jobs.filter(([, job]) => job.uses === undefined && !job["timeout-minutes"]);
    expect(endless).toEqual([]);
  });
});

function isKnown(command: string): boolean {
  const [, script] = /^npm run (\S+)$/.exec(command) ?? [];
  if (script !== undefined) return script in scripts;
  if (command === "bash .ci/run") return existsSync(join(root, ".ci", "run"));
  return command
    .split(" || ")
    .every((part) =>
      /^(npm ci$|mkdir package$|npm (pack|publish) |gh release (create|edit|upload|view) |test -n "\$\(npm view )/.test(
        part,
      ),
    );
}

describe("a release", () => {
  const repository = "https://forge.example/ops/kubectl-workload";
  const ready = {
    home: { version: "1.2.3", repository: { url: `git+${repository}.git` } },
    changelog: "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-25\n",
    tag: "v1.2.3",
    builtAt: repository,
  };

  it("is made when tag, changelog and repository agree with package.json", () => {
    expect(obstacles(ready)).toEqual([]);
  });

  it.each([
    [{ tag: "v1.2.4" }, "the tag is `v1.2.4`, and package.json has version `1.2.3`"],
    [{ tag: "1.2.3" }, "the tag is `1.2.3`, and package.json has version `1.2.3`"],
    [{ changelog: "# Changelog\n\n## [Unreleased]\n" }, "CHANGELOG.md has no section `[1.2.3]`"],
    [
      { home: { version: "1.2.3" } },
      `\`repository\` in package.json is \`<unset>\`, it has to be \`${repository}\``,
    ],
    [
      { builtAt: "https://forge.example/fork/kubectl-workload" },
      `\`repository\` in package.json is \`${repository}\`, it has to be \`https://forge.example/fork/kubectl-workload\``,
    ],
  ])("is not made with %o", (change, obstacle) => {
    expect(obstacles({ ...ready, ...change })).toEqual([obstacle]);
  });

  it("has a version that npm and krew both take", () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});
