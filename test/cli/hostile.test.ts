import { globSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { recordingOf, run } from "./run.ts";

/** Escape, bell, C1's own escape, a right-to-left override. */
const tricks = "\u001b[2J\u0007\u009b31m\u202etxt.exe";
const shown = "^[[2J\\u0007\\u009b31m\\u202etxt.exe";
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const inLogging = ["ds/fluentd", "-n", "logging"];

/** A recording in which the server said tricks of every read of `resource`. */
async function failing(resource: string): Promise<string> {
  const file = JSON.parse(readFileSync(recordingOf("daemonset-healthy"), "utf8"));
  const reads = file.reads.map((read: { readonly resource: string }) =>
    read.resource === resource ? { ...read, outcome: "Forbidden", message: `no${tricks}` } : read,
  );
  const path = join(await mkdtemp(join(tmpdir(), "kubectl-workload-")), "cluster.json");
  await writeFile(path, JSON.stringify({ ...file, reads }));
  return path;
}

describe("what comes from elsewhere cannot play tricks on stderr", () => {
  it("a gap of a snapshot", async () => {
    const { stderr, exitCode } = await run(["snapshot", ...inLogging, "--snapshot", await failing("nodes")]);
    expect([stderr, exitCode]).toEqual([`warning: nodes: no${shown}\n`, 0]);
  });

  it.each(["explain", "snapshot"])("a subject that `%s` cannot read", async (verb) => {
    const args = [verb, ...inLogging, "--snapshot", await failing("daemonsets")];
    expect((await run(args)).stderr).toBe(`Error from server (Forbidden): no${shown}\n`);
  });

  it("a file of $KUBECONFIG", async () => {
    const env = { KUBECONFIG: `/nonexistent/${tricks}` };
    const { stderr } = await run(["explain", ...inLogging, "-s", "http://127.0.0.1:1"], { env });
    expect(stderr).toMatch(/^warning: no file of \$KUBECONFIG exists: \/nonexistent\/\^\[\[2J/);
    expect(stderr).not.toMatch(raw);
  });

  it("a manifest's cluster that cannot be asked", async () => {
    const manifest = "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: fluentd}, spec: {}}";
    const env = { HTTPS_PROXY: `gopher://${tricks}`, KUBERNETES_MASTER: "https://prod:6443" };
    const { stderr } = await run(["explain", "-f-", "-oname"], { stdin: manifest, env });
    expect(stderr).toMatch(/^warning: going by the manifests alone: .*\^\[\[2J/);
    expect(stderr).not.toMatch(raw);
  });

  it("a server's reason phrase, with -v=6", async () => {
    // As bytes: what the runtime's own parser lets through of C1.
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(Buffer.from("HTTP/1.1 403 no\u009b31m\r\n\r\n", "latin1")));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const { stderr } = await run(["explain", ...inLogging, "-s", `http://127.0.0.1:${port}`, "-v=6"]);
    expect(stderr).toContain(" 403 no\\u009b31m in ");
    expect(stderr).not.toMatch(raw);
  });

  it("the trace of a defect", async () => {
    const stdin = `{"apiVersion": "workload.kubectl/v1alpha1"`;
    const signal = new AbortController().signal;
    const env = {
      KUBECTL_WORKLOAD_DEBUG: "1",
      get KUBECONFIG(): string {
        throw new Error(`broken${tricks}`);
      },
    };
    const { stderr } = await run(["explain", ...inLogging], { env, stdin, signal });
    expect(stderr).toContain(`error: broken${shown} (a defect`);
    expect(stderr).toContain("\n    at ");
    expect(stderr).not.toMatch(raw);
  });
});

it("a snapshot on a terminal holds them as escapes that parse to the same", async () => {
  const args = ["snapshot", ...inLogging, "--snapshot", await failing("nodes")];
  const [shownText, { stdout }] = await Promise.all([run(args, { columns: 80 }), run(args)]);
  expect(stdout).toMatch(raw);
  expect(shownText.stdout).not.toMatch(raw);
  expect(JSON.parse(shownText.stdout)).toEqual(JSON.parse(stdout));
});

it("only output.ts writes to stderr, and the spinner, whose text is its own", () => {
  const folder = resolve(import.meta.dirname, "../../src/cli");
  const writing = globSync("*.ts", { cwd: folder }).filter((file) =>
    /stderr\.write|write\(\s*(\w+\.)?stderr|process\.std|stderr as/.test(
      readFileSync(join(folder, file), "utf8"),
    ),
  );
  expect(writing.sort()).toEqual(["output.ts", "progress.ts"]);
});
