import { symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Ran, run } from "../cluster/executable.ts";
import { ensureTools } from "../cluster/goTools.ts";

export interface Krew {
  /** With `.local/bin`, which is on the PATH as well. */
  readonly home: string;
  /** Where it keeps what it installs: KREW_ROOT. */
  readonly root: string;
  /** A folder with `kubectl-krew` and `validate-krew-manifest`. */
  readonly programs: string;
  /** Instead of this machine's. */
  readonly platform?: { readonly os: string; readonly arch: string };
}

/** Builds krew, unless it is in the cache, and returns the folder with its programs. */
export function ensureKrew(log: (line: string) => void): Promise<string> {
  const purpose = { what: "the test of the krew manifest" };
  return ensureTools({
    ...{ name: "krew", module: join(import.meta.dirname, "programs"), linkerFlags: "-s -w", purpose, log },
    beside: (building) => symlink("krew", join(building, "kubectl-krew")),
  });
}

/** `kubectl ARGS` as somebody has it who uses krew: its own folder of plugins is on the PATH. */
export function kubectlWith({ home, root, programs, platform }: Krew, args: readonly string[]): Promise<Ran> {
  return run("kubectl", args, {
    ...environment,
    PATH: [join(root, "bin"), join(home, ".local", "bin"), programs, process.env["PATH"]].join(delimiter),
    HOME: home,
    KREW_ROOT: root,
    KREW_OS: platform?.os,
    KREW_ARCH: platform?.arch,
  });
}

/** krew's own check for whoever publishes a plugin. Without `skipInstall` it also installs it for every platform. */
export function validate(programs: string, manifest: string, { skipInstall = false } = {}): Promise<Ran> {
  const args = ["-manifest", manifest, ...(skipInstall ? ["-skip-install"] : [])];
  return run(join(programs, "validate-krew-manifest"), args, {
    ...environment,
    PATH: [programs, process.env["PATH"]].join(delimiter),
  });
}

/** Nothing of the user's: neither a cluster nor git's settings, and no question where to find a newer krew. */
export const environment: NodeJS.ProcessEnv = {
  KUBECONFIG: "/dev/null",
  KREW_NO_UPGRADE_CHECK: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};
