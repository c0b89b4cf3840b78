import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verbs } from "../../src/cli/main.ts";
import { run } from "../cluster/executable.ts";
import { readArchive } from "../release/readArchive.ts";
import { clone } from "./clone.ts";
import { ensureNodes, type Node } from "./nodes.ts";
import { npm } from "./npm.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-npm-"));
const cloned = join(folder, "clone");
const nodes = await ensureNodes();
const manual = ["kubectl-workload.1", ...verbs.map(({ name }) => `kubectl-workload-${name}.1`)];
let tarball = "";

beforeAll(async () => {
  clone(cloned);
  expect(existsSync(join(cloned, "dist"))).toBe(false);
  const { stdout, stderr, exitCode } = await npm("pack", cloned, "--json", "--pack-destination", folder);
  expect(exitCode, stderr).toBe(0);
  // What `prepack` says comes first.
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("[")));
  tarball = join(folder, filename);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the npm package", () => {
  it("has the two executables, the bundle, its licences, the manual and the schemas, and nothing else", async () => {
    const entries = await readArchive(tarball);
    expect(entries.map(({ path }) => path).sort()).toEqual(
      [
        "LICENSE",
        "README.md",
        "bin/kubectl-workload",
        "bin/kubectl_complete-workload",
        "bin/package.json",
        "dist/THIRD_PARTY_NOTICES",
        "dist/kubectl-workload.mjs",
        ...manual.map((file) => `docs/man/${file}`),
        "docs/schema/conversion.v1alpha1.schema.json",
        "docs/schema/explanation.v1alpha1.schema.json",
        "docs/schema/snapshot.v1alpha1.schema.json",
        "package.json",
      ]
        .map((path) => `package/${path}`)
        .sort(),
    );
    const executables = entries.filter(({ mode }) => (mode & 0o111) !== 0).map(({ path }) => path);
    expect(executables.sort()).toEqual([
      "package/bin/kubectl-workload",
      "package/bin/kubectl_complete-workload",
    ]);
  });

  it("needs no other package and runs nothing when it is installed", async () => {
    const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
    expect(manifest).not.toHaveProperty("dependencies");
    expect(Object.keys(manifest.scripts).filter((script) => /install|^prepare$/.test(script))).toEqual([]);
  });
});

describe.each([
  ["as it is", []],
  ["without scripts", ["--ignore-scripts"]],
])("installed offline from its tarball, %s", (_, flags) => {
  const prefix = join(folder, `prefix${flags.length}`);

  beforeAll(async () => {
    const args = ["install", "--global", "--prefix", prefix, "--offline", ...flags, tarball];
    const { stderr, exitCode } = await npm(...args);
    expect(exitCode, stderr).toBe(0);
  }, 60_000);

  it.each(nodes)("kubectl finds the plugin, and it answers on Node $version", async (node) => {
    await expectPlugin(prefix, node);
  });
});

it("a clone is installed by `npm install --global .` once it is built", async () => {
  const prefix = join(folder, "linked");
  const { stderr, exitCode } = await npm("install", "--global", "--prefix", prefix, "--offline", cloned);
  expect(exitCode, stderr).toBe(0);
  for (const node of nodes) await expectPlugin(prefix, node);
}, 60_000);

it("is tried on the oldest Node that it is for and on one of each newer line", () => {
  expect(nodes.map(({ version }) => version.split(".")[0])).toEqual(["v20", "v22", "v24", "v26"]);
});

/** What kubectl and the user find of it on a Node. */
async function expectPlugin(prefix: string, { folder: nodeFolder, version }: Node): Promise<void> {
  const bin = join(prefix, "bin");
  const kubectl = (...args: readonly string[]) => {
    const path = [nodeFolder, bin, process.env["PATH"]].join(delimiter);
    return run("kubectl", args, { PATH: path, KUBECONFIG: "/dev/null" });
  };

  const { stdout: running } = await run("node", ["--version"], { PATH: nodeFolder });
  expect(running.trim()).toBe(version);
  const snapshot = join(root, "examples", "cluster.json");
  const explained = await kubectl("workload", "explain", "ds/fluentd", "--snapshot", snapshot);
  expect(explained).toMatchObject({ stderr: "", exitCode: 0 });
  expect(explained.stdout).toMatch(/^DaemonSet default\/fluentd runs and is ready on 8 of 12 nodes\./);

  const listed = await kubectl("plugin", "list");
  expect(listed.stdout.split("\n")).toContain(join(bin, "kubectl-workload"));
  expect(listed.stderr).not.toContain(bin);
  expect(listed.exitCode).toBe(0);

  const completed = await kubectl("__complete", "workload", "");
  expect(completed.stdout).toMatch(/^explain\t/m);
  expect(completed.stdout).toMatch(/\n:\d+\n$/);
  expect(completed.exitCode).toBe(0);

  expect(readdirSync(join(prefix, "share", "man", "man1")).sort()).toEqual([...manual].sort());
}
