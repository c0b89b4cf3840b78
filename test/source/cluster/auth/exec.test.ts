import { existsSync, readFileSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { execCredentials } from "../../../../src/source/cluster/auth/exec.ts";
import type { ExecConfig } from "../../../../src/source/cluster/kubeconfig/kubeconfig.ts";
import { SourceError } from "../../../../src/source/source.ts";
import { temporaryDirectory, testIo } from "../kubeconfigFile.ts";

const directory = temporaryDirectory();
const target = { server: "https://prod:6443", cluster: {} };
const io = testIo({ env: { PATH: process.env["PATH"], REGION: "eu-west-1" } });

function plugin(script: string, overrides: Partial<ExecConfig> = {}): ExecConfig {
  return {
    command: "sh",
    args: ["-c", script],
    env: [],
    apiVersion: "client.authentication.k8s.io/v1",
    provideClusterInfo: false,
    interactiveMode: "Never",
    ...overrides,
  };
}

function answering(status: object, apiVersion = "client.authentication.k8s.io/v1"): string {
  return `echo '${JSON.stringify({ kind: "ExecCredential", apiVersion, status })}'`;
}

/** Counts its runs in a file and answers with `token-1`, `token-2` … */
function counting(name: string, more: object = {}): ExecConfig {
  const file = directory.path(name);
  rmSync(file, { force: true });
  const answer = answering({ token: "token-RUN", ...more });
  return plugin(`echo run >> ${file}; ${answer} | sed s/RUN/$(grep -c run ${file})/`);
}

function runs(name: string): number {
  const file = directory.path(name);
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
}

describe("a credential plugin", () => {
  it("is not run before it is needed, and then once for all who wait", async () => {
    const credentials = execCredentials(counting("once"), target, undefined, io);
    expect(runs("once")).toBe(0);
    const answers = await Promise.all([1, 2, 3].map(() => credentials.authorization()));
    expect(answers).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-1"]);
    expect(runs("once")).toBe(1);
  });

  it("is run again when its credentials have expired, once for all who notice", async () => {
    const expired = { expirationTimestamp: "2020-01-01T00:00:00Z" };
    const credentials = execCredentials(counting("expired", expired), target, undefined, io);
    await credentials.authorization();
    await Promise.all([credentials.authorization(), credentials.authorization()]);
    expect(runs("expired")).toBe(2);
    const later = { expirationTimestamp: new Date(Date.now() + 600_000).toISOString() };
    const lasting = execCredentials(counting("lasting", later), target, undefined, io);
    await lasting.authorization();
    await lasting.authorization();
    expect(runs("lasting")).toBe(1);
  });

  it("is run again after a 401, but not for a request from before the last run", async () => {
    const credentials = execCredentials(counting("refused"), target, undefined, io);
    await credentials.authorization();
    const sentAt = performance.now();
    expect(await Promise.all([credentials.renew?.(sentAt), credentials.renew?.(sentAt)])).toEqual([
      true,
      true,
    ]);
    expect(runs("refused")).toBe(2);
    expect(await credentials.authorization()).toBe("Bearer token-2");
  });

  it("gives certificates", async () => {
    const status = { clientCertificateData: "CERTIFICATE", clientKeyData: "KEY" };
    const credentials = execCredentials(plugin(answering(status)), target, undefined, io);
    expect(await credentials.authorization()).toBeUndefined();
    expect(await credentials.clientCertificate?.()).toEqual({ cert: "CERTIFICATE", key: "KEY" });
  });

  it("gets the environment, its own variables and what is asked of it", async () => {
    const script = `${answering({ token: "INFO" })} | sed "s#INFO#$REGION $ACCOUNT $(echo "$KUBERNETES_EXEC_INFO" | tr -d '"{}')#"`;
    const exec = plugin(script, { env: [{ name: "ACCOUNT", value: "4711" }] });
    const credentials = execCredentials(exec, target, undefined, io);
    expect(await credentials.authorization()).toBe(
      "Bearer eu-west-1 4711 kind:ExecCredential,apiVersion:client.authentication.k8s.io/v1,spec:interactive:false",
    );
  });

  it("is told that it may ask when there is a terminal, unless it never does", async () => {
    const script = `${answering({ token: "INFO" })} | sed "s/INFO/$(echo "$KUBERNETES_EXEC_INFO" | grep -c 'interactive":true')/"`;
    const terminal = { ...io, stdinIsTerminal: true };
    const asked = async (mode: string) =>
      execCredentials(plugin(script, { interactiveMode: mode }), target, undefined, terminal).authorization();
    expect(await asked("IfAvailable")).toBe("Bearer 1");
    expect(await asked("Never")).toBe("Bearer 0");
  });

  it("ends with the signal", async () => {
    const controller = new AbortController();
    const credentials = execCredentials(plugin("exec sleep 30"), target, undefined, {
      ...io,
      signal: controller.signal,
    });
    const answer = credentials.authorization();
    setTimeout(() => controller.abort(new Error("interrupted")), 50);
    await expect(answer).rejects.toThrow("interrupted");
  });
});

describe("a credential plugin that fails", () => {
  const prefix = "Unable to connect to the server: getting credentials: ";

  it.each<[string, ExecConfig, string]>([
    [
      "is missing",
      plugin("", {
        command: "aws-iam-authenticator-gone",
        installHint: "Install it with\n\u001b[1mbrew install aws\u001b[0m",
      }),
      "exec: executable aws-iam-authenticator-gone not found. Install it with [1mbrew install aws [0m",
    ],
    ["exits", plugin("exit 3"), "exec: executable sh failed with exit code 3"],
    ["says nothing", plugin("true"), "decoding stdout: it is not JSON"],
    ["says the bare token", plugin("echo s3cret-t0ken"), "decoding stdout: it is not JSON"],
    [
      "says something else",
      plugin(`echo '{"kind":"Secret"}'`),
      "decoding stdout: it is not an ExecCredential",
    ],
    [
      "has no status",
      plugin(answering(null as unknown as object)),
      "exec plugin didn't return a status field",
    ],
    ["has no credentials", plugin(answering({})), "exec plugin didn't return a token or cert/key pair"],
    [
      "has half a pair",
      plugin(answering({ clientKeyData: "KEY" })),
      "exec plugin returned only certificate or key, not both",
    ],
    [
      "speaks another version",
      plugin(answering({ token: "t" }, "client.authentication.k8s.io/v1beta1")),
      "exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version client.authentication.k8s.io/v1beta1",
    ],
    [
      "is configured with a version that is gone",
      plugin("true", { apiVersion: "client.authentication.k8s.io/v1alpha1" }),
      'exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"',
    ],
    [
      "must ask without a terminal",
      plugin("true", { interactiveMode: "Always" }),
      "exec plugin cannot support interactive mode: standard input is not a terminal",
    ],
  ])("because it %s", async (_, exec, message) => {
    const failure = await execCredentials(exec, target, undefined, io)
      .authorization()
      .catch((error) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect(failure.message).toBe(prefix + message);
    expect(failure.message).not.toMatch(/s3cret|t0ken/);
  });
});
