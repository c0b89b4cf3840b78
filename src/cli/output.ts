import type { Io } from "./io.ts";

/** Writes and waits until it is out, so that leaving the process cuts nothing off. */
export function write(stream: Io["stdout"] | Io["stderr"], text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      // `| head` has seen enough; that is no error of ours.
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    });
  });
}
