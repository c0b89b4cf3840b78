import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Conversion } from "../explanation/conversion.ts";
import type { Io } from "./io.ts";
import { OutputError, say, write } from "./output.ts";

/**
 * Has the program of KUBECTL_EXTERNAL_DIFF compare both sides, as kubectl has it: the value is split at spaces, words
 * with other signs than letters, digits, `-` and `=` are left out, and two folders follow. Returns its exit code.
 *
 * Upstream: staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go#DiffProgram (v1.36)
 * @throws OutputError when the program cannot be run
 */
export async function externalDiff(
  { before, after, sentence }: Conversion,
  program: string,
  io: Io,
): Promise<number> {
  const [command = "", ...words] = program.split(" ");
  const options = words.filter((word) => /^[a-zA-Z0-9-=]+$/.test(word));
  const folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
  try {
    const [left, right] = [join(folder, "BEFORE"), join(folder, "AFTER")];
    await mkdir(left);
    await mkdir(right);
    const file = basename(before.name);
    await writeFile(join(left, file), before.text);
    await writeFile(join(right, file), after.text);
    await say(io, sentence);
    return await run(command, [left, right, ...options], io);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const isTerminal = io.stdout.isTTY === true;
    const child = spawn(command, args, { stdio: ["ignore", isTerminal ? "inherit" : "pipe", "inherit"] });
    const written: Promise<void>[] = [];
    child.stdout?.on("data", (chunk: Uint8Array) => written.push(write(io.stdout, chunk)));
    child.once("error", (error) => {
      reject(new OutputError(`error: KUBECTL_EXTERNAL_DIFF: failed to run "${command}": ${error.message}`));
    });
    child.once("close", (code) => {
      Promise.all(written).then(() => resolve(code ?? 2), reject);
    });
  });
}
