import { printable } from "../text/printable.ts";
import type { Io } from "./io.ts";

/** The output has nowhere to go: a full disk, for example. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Writes and waits until it is out, so that leaving the process cuts nothing off.
 * @throws OutputError
 */
export function write(stream: Io["stdout"] | Io["stderr"], text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      // `| head` has seen enough; that is no error of ours.
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") {
        reject(new OutputError(`error: cannot write the output: ${error.message}`));
      } else resolve();
    });
  });
}

/** A line on stderr, in which no name or message from elsewhere can play tricks on the terminal. */
export function say(io: Pick<Io, "stderr">, line: string): Promise<void> {
  return write(io.stderr, `${printable(line)}\n`);
}

/** stderr for a source, which says things on its own: warnings, and the request log of `-v=6`. */
export function printableStderr(io: Pick<Io, "stderr">): { write(text: string): unknown } {
  return { write: (text) => io.stderr.write(printable(text)) };
}
