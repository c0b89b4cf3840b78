import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ConnectionFlags } from "../../../src/source/cluster/connectionFlags.ts";

export const bun = [resolve(import.meta.dirname, "../../../node_modules/.bin/bun"), "run"];
export const node = [process.execPath];
export const hasBun = existsSync(bun[0] ?? "");

/** Runs readOnce.ts in a process of its own and returns what it says. */
export function readWith(
  runtime: readonly string[],
  flags: ConnectionFlags,
  env: Readonly<Record<string, string>> = {},
): Promise<object> {
  const [program = "", ...args] = [
    ...runtime,
    join(import.meta.dirname, "readOnce.ts"),
    JSON.stringify(flags),
  ];
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: { PATH: process.env["PATH"], ...env } }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout));
    });
  });
}
