import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** For whom something is built, as the error says it when that fails. */
export interface Purpose {
  readonly what: string;
  /** What there is to do apart from installing Go. */
  readonly otherwise?: string;
}

export interface Tools {
  /** In the cache and in the log. */
  readonly name: string;
  /** A folder with a go.mod, whose `tool` lines name what is built. */
  readonly module: string;
  readonly linkerFlags: string;
  readonly purpose: Purpose;
  /** Puts more into the folder than the programs. */
  readonly beside?: (building: string) => Promise<void>;
  /** Called with one line before a build that really happens. */
  readonly log: (line: string) => void;
}

/**
 * The folder with the programs that a module names as its tools. They are built once for each state of the module
 * and each Go. A build appears in the cache whole or not at all; an interrupted one leaves only a folder named
 * `<key>.building-…`.
 *
 * @throws Error that ends in a remedy when Go is missing or a build fails
 */
export async function ensureTools(tools: Tools): Promise<string> {
  const { name, module, linkerFlags, purpose, beside, log } = tools;
  const flags = ["-mod=readonly", "-trimpath", "-ldflags", linkerFlags];
  const target = join(cacheFolder(), `${name}-${await cacheKey(module, flags, purpose)}`);
  if (existsSync(target)) return target;

  log(`building ${name} for ${purpose.what}; this happens once and takes some minutes`);
  const building = `${target}.building-${randomBytes(4).toString("hex")}`;
  await mkdir(building, { recursive: true });
  try {
    await go(["install", ...flags, "tool"], module, purpose, { GOBIN: building });
    await beside?.(building);
    await rename(building, target).catch((error: NodeJS.ErrnoException) => {
      const builtByAnother = error.code === "ENOTEMPTY" || error.code === "EEXIST";
      if (!builtByAnother) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return target;
}

/** Runs `go` in a module's folder and returns its stdout. */
export async function go(
  args: readonly string[],
  cwd: string,
  { what, otherwise = "" }: Purpose,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const remedy = `install Go 1.26 or newer (https://go.dev/dl)${otherwise}`;
  const child = spawn("go", args, {
    cwd,
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  const code = await promise.catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "Go is not installed" : `go cannot be run: ${error.message}`;
    throw new Error(`${what} cannot be built, ${problem}: ${remedy}`, { cause: error });
  });
  if (code !== 0) {
    const tail = stderr.trimEnd().split("\n").slice(-20).join("\n");
    throw new Error(`${what} cannot be built, \`go ${args[0]}\` failed in ${cwd}: ${remedy}\n${tail}`);
  }
  return stdout;
}

async function cacheKey(module: string, flags: readonly string[], purpose: Purpose): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(join(module, file)));
  hash.update(await go(["env", "GOVERSION", "GOOS", "GOARCH"], module, purpose));
  hash.update(flags.join(" "));
  return hash.digest("hex").slice(0, 16);
}

/** What tests build or fetch once, for all checkouts of one user. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg } = process.env;
  const mac = process.platform === "darwin" && join(homedir(), "Library", "Caches");
  return join(xdg || mac || join(homedir(), ".cache"), "kubectl-workload", "test-cluster");
}
