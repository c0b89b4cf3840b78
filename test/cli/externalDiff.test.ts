import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "./run.ts";

const grafana = join(import.meta.dirname, "..", "..", "examples", "convert", "grafana.yaml");
const args = ["convert", "-f", grafana, "--to", "sts", "--offline", "--volume", "data=template"];
const sentence = /^Deployment shop\/grafana as a StatefulSet: .*\n/;

describe("KUBECTL_EXTERNAL_DIFF", () => {
  let folder: string;
  /** Where the folders that are compared are made, so that what stays behind is seen. */
  let temporary: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
    temporary = join(folder, "tmp");
    await mkdir(temporary);
    vi.stubEnv("TMPDIR", temporary);
  });
  afterEach(() => void vi.unstubAllEnvs());

  /** A program that does this in a shell. */
  async function program(script: string): Promise<string> {
    const path = join(folder, "compare");
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  }
  const through = (KUBECTL_EXTERNAL_DIFF: string, more: readonly string[] = []) =>
    run([...args, ...more], { env: { KUBECTL_EXTERNAL_DIFF } });

  it("compares the file as it is with what it would be, and nothing stays behind", async () => {
    const path = await program(
      'cat "$1"/grafana.yaml > "$0.before"; cat "$2"/grafana.yaml > "$0.after"; exit 1',
    );
    const { stdout, stderr, exitCode } = await through(path);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toMatch(sentence);
    expect(await readFile(`${path}.before`, "utf8")).toBe(await readFile(grafana, "utf8"));
    expect(await readFile(`${path}.after`, "utf8")).toContain("kind: StatefulSet");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("is split at spaces, and words that could be more than options are left out", async () => {
    const path = await program('shift 2; for word in "$@"; do echo "$word"; done');
    const { stdout } = await through(`${path} -u  --context=3 $(reboot) ; ../x color=always "-N"`);
    expect(stdout).toBe("-u\n--context=3\ncolor=always\n");
  });

  it.each([0, 1, 2, 3, 127])("exit code %i is passed on", async (code) => {
    expect((await through(await program(`exit ${code}`))).exitCode).toBe(code);
  });

  it("a program that a signal ends is an error", async () => {
    expect((await through(await program("kill -TERM $$"))).exitCode).toBe(2);
    expect(await readdir(temporary)).toEqual([]);
  });

  it("what it writes goes where ours does", async () => {
    const { stdout, stderr } = await through(await program("echo differs; echo as it seems >&2; exit 1"));
    expect(stdout).toBe("differs\n");
    expect(stderr.replace(sentence, "")).toBe("as it seems\n");
  });

  it.each([
    ["that is not there", "dyff-that-is-not-there between", "dyff-that-is-not-there"],
    ["without a name", " diff", ""],
  ])("a program %s is one clear error, and nothing stays behind", async (_, value, name) => {
    const { stdout, stderr, exitCode } = await through(value);
    expect([stdout, exitCode]).toEqual(["", 2]);
    expect(stderr.replace(sentence, "")).toBe(
      `error: KUBECTL_EXTERNAL_DIFF: cannot run "${name}": there is no such program on PATH\n`,
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it("is asked only for the diff", async () => {
    const path = await program('touch "$0.ran"');
    for (const format of ["side-by-side", "yaml", "json", "runbook"]) await through(path, ["-o", format]);
    expect(existsSync(`${path}.ran`)).toBe(false);
  });

  it("an empty one is none", async () => {
    expect((await through("")).stdout).toMatch(sentence);
  });

  it("real diff agrees that something differs, and that nothing does", async () => {
    const differs = await through("diff -u -N");
    expect(differs.stdout).toContain("-kind: Deployment\n+kind: StatefulSet\n");
    expect(differs.exitCode).toBe(1);
    const same = ["convert", "-f", grafana, "--to", "deploy", "--offline"];
    const { stdout, exitCode } = await run(same, { env: { KUBECTL_EXTERNAL_DIFF: "diff -u -N" } });
    expect([stdout, exitCode]).toEqual(["", 0]);
  });

  it("Ctrl-C leaves nothing behind either", async () => {
    const ending = new AbortController();
    const path = await program('touch "$0.started"; sleep 1');
    const running = run(args, { env: { KUBECTL_EXTERNAL_DIFF: path }, signal: ending.signal });
    await vi.waitUntil(() => existsSync(`${path}.started`), { timeout: 5000 });
    expect(await readdir(temporary)).toHaveLength(1);
    ending.abort();
    expect(await readdir(temporary)).toEqual([]);
    await running;
  });
});
