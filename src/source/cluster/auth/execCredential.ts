import type { ExecConfig } from "../kubeconfig/kubeconfig.ts";
import type { Target } from "../kubeconfig/target.ts";

/** What a plugin answered with. PEM certificates; `expiresAt` in milliseconds, absent when it never does. */
export interface ExecStatus {
  readonly token?: string;
  readonly certificate?: { readonly cert: string; readonly key: string };
  readonly expiresAt?: number;
}

const knownVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

/**
 * The value of KUBERNETES_EXEC_INFO: an ExecCredential of the plugin's own version, as JSON.
 *
 * Upstream: client-go pkg/apis/clientauthentication/v1/types.go and rest/exec.go#ConfigToExecCluster (v1.36)
 * @throws Error for a version that kubectl does not speak either
 */
export function execInfo(
  exec: ExecConfig,
  interactive: boolean,
  target: Pick<Target, "cluster" | "server">,
  authority: Buffer | undefined,
): string {
  if (!knownVersions.includes(exec.apiVersion ?? "")) {
    throw new Error(`exec plugin: invalid apiVersion "${exec.apiVersion}"`);
  }
  const { tlsServerName, insecureSkipTlsVerify, proxyUrl, disableCompression, execConfig } = target.cluster;
  return JSON.stringify({
    kind: "ExecCredential",
    apiVersion: exec.apiVersion,
    spec: {
      ...(exec.provideClusterInfo && {
        cluster: {
          server: target.server,
          ...(tlsServerName && { "tls-server-name": tlsServerName }),
          ...(insecureSkipTlsVerify && { "insecure-skip-tls-verify": true }),
          ...(authority && { "certificate-authority-data": authority.toString("base64") }),
          ...(proxyUrl && { "proxy-url": proxyUrl }),
          ...(disableCompression && { "disable-compression": true }),
          config: execConfig ?? null,
        },
      }),
      interactive,
    },
  });
}

/**
 * Reads a plugin's stdout.
 *
 * Upstream: client-go plugin/pkg/client/auth/exec/exec.go#refreshCredsLocked (v1.36)
 * @throws Error in client-go's words
 */
export function readExecCredential(stdout: string, exec: ExecConfig): ExecStatus {
  let credential: {
    apiVersion?: string;
    kind?: string;
    status?: {
      token?: string;
      clientCertificateData?: string;
      clientKeyData?: string;
      expirationTimestamp?: string;
    };
  };
  try {
    credential = JSON.parse(stdout);
  } catch {
    // What the parser says quotes the text, which holds the token.
    throw new Error("decoding stdout: it is not JSON");
  }
  if (credential?.kind !== "ExecCredential") throw new Error("decoding stdout: it is not an ExecCredential");
  if (credential.apiVersion !== exec.apiVersion) {
    throw new Error(
      `exec plugin is configured to use API version ${exec.apiVersion}, plugin returned version ${credential.apiVersion}`,
    );
  }
  const { status } = credential;
  if (!status) throw new Error("exec plugin didn't return a status field");
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
  if (!token && !cert && !key) throw new Error("exec plugin didn't return a token or cert/key pair");
  if (!cert !== !key) throw new Error("exec plugin returned only certificate or key, not both");
  const expiresAt = expirationTimestamp ? Date.parse(expirationTimestamp) : Number.NaN;
  return {
    ...(token && { token }),
    ...(cert && key && { certificate: { cert, key } }),
    ...(!Number.isNaN(expiresAt) && { expiresAt }),
  };
}
