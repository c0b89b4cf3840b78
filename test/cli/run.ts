import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface Around {
  readonly env?: Io["env"];
  readonly stdin?: string | Uint8Array;
  /** Columns of the terminal that stdout and stderr are; none: they are pipes. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

/** One command line, with nothing of this process around it: no kubeconfig, no terminal unless asked for. */
export async function run(args: readonly string[], around: Around = {}): Promise<Ran> {
  const [stdout, stderr] = [collector(around.columns), collector(around.columns)];
  const exitCode = await main(args, {
    env: around.env ?? {},
    stdin: Readable.from(around.stdin === undefined ? [] : [Buffer.from(around.stdin)]),
    stdout,
    stderr,
    homedir: "/nonexistent",
    signal: around.signal ?? new AbortController().signal,
  });
  return { stdout: stdout.text(), stderr: stderr.text(), exitCode };
}

/** The path of a recording of a real cluster. */
export function recordingOf(name: string): string {
  return join(import.meta.dirname, "..", "snapshots", name, "snapshot.json");
}

function collector(columns: number | undefined) {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => text, isTTY: columns !== undefined, columns });
}
