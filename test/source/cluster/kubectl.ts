import { execFile, spawnSync } from "node:child_process";

/** kubectl is the judge of identity and of words. Where it is not installed, its tests are skipped. */
export const hasKubectl = spawnSync("kubectl", ["version", "--client"], { stdio: "ignore" }).status === 0;

/** Runs kubectl with no configuration but what is given. */
export function kubectl(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      "kubectl",
      [...args],
      { env: { PATH: process.env["PATH"], HOME: "/nonexistent", ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}
