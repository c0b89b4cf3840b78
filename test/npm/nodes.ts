import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../cluster/goTools.ts";
import { npm } from "./npm.ts";

/** A Node to run what was installed on. */
export interface Node {
  /** For example `v22.23.3`. */
  readonly version: string;
  /** The folder with `node`, for the PATH. */
  readonly folder: string;
}

const named = join(import.meta.dirname, "nodes");

/**
 * The Nodes that `test/npm/nodes` names for this platform, and the project's own, oldest first. They come from the
 * npm registry, once for each state of the lockfile.
 *
 * @throws Error with npm's words when they cannot be had
 */
export async function ensureNodes(): Promise<readonly Node[]> {
  const lockfile = readFileSync(join(named, "package-lock.json"));
  const key = createHash("sha256").update(lockfile).digest("hex").slice(0, 16);
  const target = join(cacheFolder(), `nodes-${key}`);
  if (!existsSync(target)) await install(target);
  const fetched = globSync("node_modules/*/bin/node", { cwd: target }).map((file) => join(target, file));
  return [...fetched, process.execPath]
    .map((node) => ({
      version: execFileSync(node, ["--version"], { encoding: "utf8" }).trim(),
      folder: dirname(node),
    }))
    .sort((one, other) => one.version.localeCompare(other.version));
}

/** A folder appears whole or not at all. */
async function install(target: string): Promise<void> {
  const building = `${target}.building-${randomBytes(4).toString("hex")}`;
  mkdirSync(building, { recursive: true });
  try {
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(join(named, file), join(building, file));
    }
    const { stderr, exitCode } = await npm("ci", "--prefix", building, "--ignore-scripts", "--no-audit");
    if (exitCode !== 0) throw new Error(`the Nodes to try the package on cannot be had: ${stderr}`);
    renameSync(building, target);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
