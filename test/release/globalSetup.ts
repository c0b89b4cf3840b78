import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");

declare module "vitest" {
  export interface ProvidedContext {
    /** Folders that `npm run release` wrote to. */
    release: string;
    secondRelease: string;
  }
}

/**
 * Builds the release in `release/`, and a second time elsewhere: with other temporary files, another time zone and
 * another umask. Returns the teardown.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const elsewhere = await mkdtemp(join(tmpdir(), "kubectl-workload-test-release-"));
  const secondRelease = join(elsewhere, "release");
  const temporary = join(elsewhere, "temporary");
  await mkdir(temporary);
  await run("npm", ["run", "--silent", "release"], { cwd: root });
  await run("sh", ["-c", 'umask 077 && exec npm run --silent release -- "$0"', secondRelease], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, TZ: "Asia/Kathmandu" },
  });
  project.provide("release", join(root, "release"));
  project.provide("secondRelease", secondRelease);
  return () => rm(elsewhere, { recursive: true, force: true });
}
