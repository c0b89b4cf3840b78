import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Watchdog } from "./watchdog.ts";

export interface RunningProgram {
  readonly name: string;
  readonly logFile: string;
  /** Rejects, with the tail of the log, when the program ends before it is stopped; never resolves. */
  readonly failure: Promise<never>;
  /** SIGTERM, and SIGKILL when the program is still there after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** Starts a program in its own session, stdout and stderr going to `logFile`. */
export function startProgram(
  command: string,
  args: readonly string[],
  { name = basename(command), logFile, watchdog }: { name?: string; logFile: string; watchdog: Watchdog },
): RunningProgram {
  const log = openSync(logFile, "a");
  const child = spawn(command, args, { detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) watchdog.started(pid);

  let stopping = false;
  const failure = Promise.withResolvers<never>();
  // Most programs never fail, and then nobody listens.
  failure.promise.catch(() => {});
  const exited = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      failure.reject(new Error(`${name} cannot be started: ${error.message}`, { cause: error }));
      resolve();
    });
    child.once("exit", (code, signal) => {
      if (pid !== undefined) watchdog.exited(pid);
      resolve();
      if (stopping) return;
      void logTail(logFile).then((tail) => {
        failure.reject(new Error(`${name} ended with ${signal ?? `code ${code}`}; its log ends:\n${tail}`));
      });
    });
  });

  return {
    name,
    logFile,
    failure: failure.promise,
    async stop(graceMs = 1000) {
      stopping = true;
      if (pid === undefined) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** The last lines of a log, or why there are none. */
export async function logTail(logFile: string, lines = 20): Promise<string> {
  const text = await readFile(logFile, "utf8").catch((error: Error) => error.message);
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
