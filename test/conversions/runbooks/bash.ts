import { spawn } from "node:child_process";

export interface Shell {
  /** Where files are saved. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs what a person would paste. @throws an Error with all that it printed, unless it exits with 0 in time */
export function bash(command: string, { folder, env }: Shell, timeoutMs = 90_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", command], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    // With all that it started: a `kubectl wait` would outlive its shell.
    const timer = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), timeoutMs);
    child.once("error", reject);
    child.once("close", (exitCode, signal) => {
      clearTimeout(timer);
      if (exitCode === 0) resolve(output);
      else reject(new Error(`exit code ${exitCode ?? signal} of\n${command}\n${output}`));
    });
  });
}
