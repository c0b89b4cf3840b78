import { spawn } from "node:child_process";
import { isatty } from "node:tty";
import { SourceError } from "../../source.ts";
import type { ClusterIo } from "../clusterIo.ts";
import type { ExecConfig } from "../kubeconfig/kubeconfig.ts";
import type { Target } from "../kubeconfig/target.ts";
import type { Credentials } from "./credentials.ts";
import { type ExecStatus, execInfo, readExecCredential } from "./execCredential.ts";

type Io = Pick<ClusterIo, "env" | "signal" | "stdinIsTerminal" | "isSilent">;

/**
 * Credentials from a plugin such as `aws eks get-token`, run when they are first needed, and again when they
 * expire or the server refuses them. Requests that come at the same time wait for one run.
 *
 * Upstream: client-go plugin/pkg/client/auth/exec/exec.go (v1.36)
 */
export function execCredentials(
  exec: ExecConfig,
  target: Pick<Target, "cluster" | "server">,
  authority: Buffer | undefined,
  io: Io,
): Credentials {
  let current: Promise<ExecStatus> | undefined;
  let ranAt = Number.NEGATIVE_INFINITY;
  const run = () => {
    ranAt = performance.now();
    current = runPlugin(exec, target, authority, io);
    return current;
  };
  const get = async () => {
    if (current === undefined) return run();
    const known = current;
    const status = await known;
    if (status.expiresAt === undefined || status.expiresAt > Date.now()) return status;
    // Whoever sees first that it has expired runs the plugin, the others wait for that run.
    return current === known ? run() : current;
  };
  return {
    authorization: async () => {
      const { token } = await get();
      return token === undefined ? undefined : `Bearer ${token}`;
    },
    clientCertificate: async () => (await get()).certificate,
    renew: async (sentAt) => {
      await (ranAt > sentAt ? current : run());
      return true;
    },
  };
}

async function runPlugin(
  exec: ExecConfig,
  target: Pick<Target, "cluster" | "server">,
  authority: Buffer | undefined,
  io: Io,
): Promise<ExecStatus> {
  try {
    const interactive = isInteractive(exec, io);
    const info = execInfo(exec, interactive, target, authority);
    return readExecCredential(await outputOf(exec, interactive, info, io), exec);
  } catch (error) {
    if (io.signal?.aborted) throw io.signal.reason;
    throw new SourceError(
      `Unable to connect to the server: getting credentials: ${(error as Error).message}`,
    );
  }
}

function isInteractive(exec: ExecConfig, io: Io): boolean {
  if (exec.interactiveMode === "Never") return false;
  const terminal = io.stdinIsTerminal ?? isatty(0);
  if (exec.interactiveMode === "Always" && !terminal) {
    throw new Error("exec plugin cannot support interactive mode: standard input is not a terminal");
  }
  return terminal;
}

/** stdout of the plugin. What it asks or complains about goes straight to the terminal, where it may. */
function outputOf(exec: ExecConfig, interactive: boolean, info: string, io: Io): Promise<string> {
  const own = Object.fromEntries(exec.env.map(({ name, value }) => [name, value]));
  return new Promise((resolve, reject) => {
    // Who may not be heard gets no terminal either, and is ended with all that it has started.
    const isApart = io.isSilent === true && process.platform !== "win32";
    const plugin = spawn(exec.command, exec.args, {
      detached: isApart,
      env: { ...io.env, ...own, KUBERNETES_EXEC_INFO: info },
      stdio: [interactive ? "inherit" : "ignore", "pipe", io.isSilent ? "ignore" : "inherit"],
      windowsHide: true,
      ...(io.signal && { signal: io.signal }),
    });
    if (isApart) io.signal?.addEventListener("abort", () => endGroup(plugin.pid));
    const output: Buffer[] = [];
    plugin.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    plugin.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error(missing(exec)) : new Error(`exec: ${error.message}`));
    });
    plugin.on("close", (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(output).toString("utf8"));
      const how = code === null ? `was ended by ${signal}` : `failed with exit code ${code}`;
      reject(new Error(`exec: executable ${exec.command} ${how}`));
    });
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function missing(exec: ExecConfig): string {
  const hint = exec.installHint?.trim().replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return `exec: executable ${exec.command} not found${hint ? `. ${hint}` : ""}`;
}
