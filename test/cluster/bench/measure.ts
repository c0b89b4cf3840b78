import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Wall time in milliseconds, peak resident memory in MB; medians over the runs. */
export interface Measured {
  readonly command: string;
  readonly milliseconds: number;
  readonly megabytes: number | undefined;
}

const gnuTime = "/usr/bin/time";

/**
 * Runs the commands in turn, so that whatever slows the machine for a while slows all of them, and takes medians.
 * The first round warms up and does not count. Memory is measured where GNU time is there.
 * @throws when a command fails; that what a conversion compares differs, which it says by 1, is no failure
 */
export function measure(
  commands: readonly (readonly string[])[],
  rounds: number,
  env: NodeJS.ProcessEnv,
): readonly Measured[] {
  const samples = commands.map(() => ({ milliseconds: [] as number[], megabytes: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, command] of commands.entries()) {
      const sample = runOnce(command, env);
      if (round === 0) continue;
      samples[index]?.milliseconds.push(sample.milliseconds);
      if (sample.megabytes !== undefined) samples[index]?.megabytes.push(sample.megabytes);
    }
  }
  return commands.map((command, index) => ({
    command: command.join(" "),
    milliseconds: median(samples[index]?.milliseconds ?? []) ?? Number.NaN,
    megabytes: median(samples[index]?.megabytes ?? []),
  }));
}

function runOnce(command: readonly string[], env: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-bench-"));
  const report = join(folder, "time");
  const [program = "", ...args] = existsSync(gnuTime)
    ? [gnuTime, "-f", "%M", "-o", report, ...command]
    : command;
  const start = performance.now();
  // Written to a file, as a pipe would make the reader part of what is measured.
  const { status, stderr } = spawnSync(program, args, {
    env,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const milliseconds = performance.now() - start;
  if (status !== 0 && !(status === 1 && command.includes("convert")))
    throw new Error(`${command.join(" ")} exited with ${status}: ${stderr}`);
  // Of a command that exits with another code than 0, time says so first.
  const kilobytes = existsSync(report) ? readFileSync(report, "utf8").trim().split("\n").at(-1) : undefined;
  const megabytes = kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  rmSync(folder, { recursive: true });
  return { milliseconds, megabytes };
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return undefined;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
