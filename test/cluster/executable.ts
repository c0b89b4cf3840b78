import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What `npm run build` makes, or another build named by KUBECTL_WORKLOAD_EXECUTABLE. */
export const executable =
  process.env["KUBECTL_WORKLOAD_EXECUTABLE"] ??
  join(import.meta.dirname, "..", "..", "dist", "kubectl-workload");

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** Runs the built executable as `kubectl workload` would, with the kubeconfig given. */
export function workload(
  args: readonly string[],
  kubeconfig: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  if (!existsSync(executable)) throw new Error(`${executable} is not there: run \`npm run build\` first`);
  return run(executable, args, { KUBECONFIG: kubeconfig, ...env });
}

/** @param input what it finds on stdin */
export function kubectl(args: readonly string[], kubeconfig: string, input?: string): Promise<Ran> {
  return run("kubectl", args, { KUBECONFIG: kubeconfig }, input);
}

/** Runs a program in this environment with changes: undefined takes a variable away. */
export function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    // Who does not read it closes it.
    child.stdin.on("error", () => {}).end(input ?? "");
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
}
