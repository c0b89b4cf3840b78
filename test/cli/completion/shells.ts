import { execFileSync, spawnSync } from "node:child_process";

/**
 * The path of a shell, which Debian's packages bring where it is missing and this may install it.
 * @throws when it is not to be had: a suite that skipped it would say nothing about it
 */
export function shellPath(shell: "bash" | "zsh" | "fish"): string {
  const found = lookUp(shell);
  if (found !== undefined) return found;
  try {
    aptGet("update");
    aptGet("install", "--yes", "--no-install-recommends", shell);
  } catch (error) {
    throw new Error(
      `${shell} is not on PATH and cannot be installed: install it (${(error as Error).message})`,
    );
  }
  const installed = lookUp(shell);
  if (installed === undefined) throw new Error(`${shell} is not on PATH, even after it was installed`);
  return installed;
}

function aptGet(...args: readonly string[]): void {
  const typed = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
  const isRoot = process.getuid?.() === 0;
  const [command = "", ...rest] = isRoot ? typed : ["sudo", "--non-interactive", ...typed];
  execFileSync(command, rest, { stdio: "ignore" });
}

function lookUp(shell: string): string | undefined {
  const { stdout } = spawnSync("sh", ["-c", `command -v ${shell}`], { encoding: "utf8" });
  return stdout.trim() || undefined;
}
