import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import type { Conversion } from "../explanation/conversion.ts";
import type { Io } from "./io.ts";
import { OutputError, say, write } from "./output.ts";

/**
 * Has the program of KUBECTL_EXTERNAL_DIFF compare both sides, as kubectl has it: the value is split at spaces, words
 * with other signs than letters, digits, `-` and `=` are left out, and they follow the two folders. Returns its exit
 * code.
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
  // Ctrl-C ends the process before anything that waits gets its turn.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  io.signal.addEventListener("abort", remove);
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
    io.signal.removeEventListener("abort", remove);
    remove();
  }
}

/** A terminal is handed on, so that the program can colour and page; else what it writes goes where ours does. */
function run(command: string, args: readonly string[], { stdout, stderr }: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === "ENOENT" ? "there is no such program on PATH" : message;
      reject(new OutputError(`error: KUBECTL_EXTERNAL_DIFF: cannot run "${command}": ${why}`));
    };
    // Node refuses an empty name in another way than one that is not there.
    if (command === "") return fail(Object.assign(new Error(), { code: "ENOENT" }));
    const piped = (stream: Io["stdout"] | Io["stderr"]) => (stream.isTTY === true ? "inherit" : "pipe");
    const child = spawn(command, args, { stdio: ["ignore", piped(stdout), piped(stderr)] });
    const written: Promise<void>[] = [];
    const pass = (from: Readable | null, to: Io["stdout"] | Io["stderr"]) =>
      from?.on("data", (chunk: Uint8Array) => written.push(write(to, chunk)));
    pass(child.stdout, stdout);
    pass(child.stderr, stderr);
    child.once("error", fail);
    child.once("close", (code) => {
      Promise.all(written).then(() => resolve(code ?? 2), reject);
    });
  });
}
