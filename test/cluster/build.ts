import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Paths of the built programs; `kwokStages` is the folder `kustomize/stage` of the kwok module. */
export interface Programs {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kwok: string;
  readonly kwokStages: string;
  /** Only built when asked for: its module alone takes a third of a cold build. */
  readonly coredns: string | undefined;
}

export interface BuildOptions {
  readonly dns?: boolean;
  /** Called with one line before each build that really happens. */
  readonly log?: (line: string) => void;
}

type ModuleName = "kubernetes" | "etcd" | "kwok" | "coredns";

const modules = join(import.meta.dirname, "programs");
const remedy =
  "install Go 1.26 or newer (https://go.dev/dl), or set KUBECTL_WORKLOAD_TEST_KUBECONFIG " +
  "to the kubeconfig of a cluster to test against";

/**
 * Builds what is not yet in the cache and returns where everything is. A build appears in the cache whole or
 * not at all; an interrupted one leaves only a folder named `<key>.building-…`.
 * Throws an Error that ends in a remedy when Go is missing or a build fails.
 */
export async function ensurePrograms({ dns = false, log = () => {} }: BuildOptions = {}): Promise<Programs> {
  const kubernetes = await ensureModule("kubernetes", log);
  const etcd = await ensureModule("etcd", log);
  const kwok = await ensureModule("kwok", log);
  const coredns = dns ? await ensureModule("coredns", log) : undefined;
  return {
    etcd: join(etcd, "server"),
    kubeApiserver: join(kubernetes, "kube-apiserver"),
    kubeControllerManager: join(kubernetes, "kube-controller-manager"),
    kubeScheduler: join(kubernetes, "kube-scheduler"),
    kwok: join(kwok, "kwok"),
    kwokStages: join(kwok, "stages"),
    coredns: coredns && join(coredns, "coredns"),
  };
}

/** The version of Kubernetes that the control plane is built from, for example `v1.36.3`. */
export async function kubernetesVersion(): Promise<string> {
  const goMod = await readFile(join(modules, "kubernetes", "go.mod"), "utf8");
  const version = /^\s*(?:require )?k8s\.io\/kubernetes (v\S+)/m.exec(goMod)?.[1];
  if (version === undefined) throw new Error("test/cluster/programs/kubernetes/go.mod: no k8s.io/kubernetes");
  return version;
}

async function ensureModule(name: ModuleName, log: (line: string) => void): Promise<string> {
  const module = join(modules, name);
  const flags = ["-mod=readonly", "-trimpath", "-ldflags", await linkerFlags(name)];
  const target = join(cacheFolder(), `${name}-${await cacheKey(module, flags)}`);
  if (existsSync(target)) return target;

  log(`building ${name} for the test cluster; this happens once and takes some minutes`);
  const building = `${target}.building-${randomBytes(4).toString("hex")}`;
  await mkdir(building, { recursive: true });
  try {
    await go(["install", ...flags, "tool"], module, { GOBIN: building });
    if (name === "kwok") {
      const source = (await go(["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok"], module)).trim();
      await cp(join(source, "kustomize", "stage"), join(building, "stages"), { recursive: true });
    }
    await rename(building, target).catch((error: NodeJS.ErrnoException) => {
      const builtByAnother = error.code === "ENOTEMPTY" || error.code === "EEXIST";
      if (!builtByAnother) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return target;
}

async function linkerFlags(name: ModuleName): Promise<string> {
  if (name !== "kubernetes") return "-s -w";
  const version = await kubernetesVersion();
  const [major, minor] = version.slice(1).split(".");
  const stamps = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: "clean" };
  const stamped = Object.entries(stamps).map(([key, value]) => {
    return `-X k8s.io/component-base/version.${key}=${value}`;
  });
  return ["-s -w", ...stamped].join(" ");
}

async function cacheKey(module: string, flags: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(join(module, file)));
  hash.update(await go(["env", "GOVERSION", "GOOS", "GOARCH"], module));
  hash.update(flags.join(" "));
  return hash.digest("hex").slice(0, 16);
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg } = process.env;
  const mac = process.platform === "darwin" && join(homedir(), "Library", "Caches");
  return join(xdg || mac || join(homedir(), ".cache"), "kubectl-workload", "test-cluster");
}

/** Runs `go` in a module's folder and returns its stdout. */
async function go(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
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
    throw new Error(`the test cluster cannot be built, ${problem}: ${remedy}`, { cause: error });
  });
  if (code !== 0) {
    const tail = stderr.trimEnd().split("\n").slice(-20).join("\n");
    throw new Error(
      `the test cluster cannot be built, \`go ${args[0]}\` failed in ${cwd}: ${remedy}\n${tail}`,
    );
  }
  return stdout;
}
