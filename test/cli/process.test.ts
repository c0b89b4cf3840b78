import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { recordingOf } from "./run.ts";

const entry = join(import.meta.dirname, "..", "..", "bin", "entry.mts");

/** The program itself, as the shell runs it. */
function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, stderr }));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended };
}

describe("Ctrl-C", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends a read that hangs at once, with %i", async (signal, exitCode) => {
    const asked = Promise.withResolvers<void>();
    const silent = createServer((socket) => {
      socket.once("data", () => asked.resolve());
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as { port: number };

    const { child, ended } = start(["explain", "ds/fluentd", "-s", `http://127.0.0.1:${port}`]);
    await asked.promise;
    const before = performance.now();
    child.kill(signal);
    expect(await ended).toEqual({ code: exitCode, stderr: "" });
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe("a reader that leaves", () => {
  it("as `| head -1` does: quietly, with 0", async () => {
    // More than a pipe holds, so that the reader is gone before all is written.
    const many = Array.from({ length: 40 }, () => "ds/fluentd");
    const { child, ended } = start([
      "explain",
      ...many,
      ...["-n", "logging", "-o", "json", "--snapshot", recordingOf("daemonset-healthy")],
    ]);
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await ended).toEqual({ code: 0, stderr: "" });
  });
});
