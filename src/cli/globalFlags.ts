import type { Argv } from "yargs";
import type { ConnectionFlags } from "../source/cluster/connectionFlags.ts";

const group = "Global flags, as kubectl takes them:";

/**
 * kubectl's global flags, with its words.
 * Upstream: cli-runtime pkg/genericclioptions/config_flags.go#AddFlags (v1.36)
 */
const definitions = {
  kubeconfig: ["string", "Path to the kubeconfig file to use for CLI requests"],
  "cache-dir": ["string", "Default cache directory (accepted; nothing is cached)"],
  cluster: ["string", "The name of the kubeconfig cluster to use"],
  user: ["string", "The name of the kubeconfig user to use"],
  context: ["string", "The name of the kubeconfig context to use"],
  namespace: ["string", "The namespace scope for this CLI request"],
  server: ["string", "The address and port of the Kubernetes API server"],
  "tls-server-name": ["string", "Server name to use for server certificate validation"],
  "insecure-skip-tls-verify": [
    "boolean",
    "If true, the server's certificate will not be checked for validity",
  ],
  "certificate-authority": ["string", "Path to a cert file for the certificate authority"],
  "client-certificate": ["string", "Path to a client certificate file for TLS"],
  "client-key": ["string", "Path to a client key file for TLS"],
  token: ["string", "Bearer token for authentication to the API server"],
  as: ["string", "Username to impersonate for the operation"],
  "as-uid": ["string", "UID to impersonate for the operation"],
  "as-group": ["list", "Group to impersonate for the operation, this flag can be repeated"],
  "as-user-extra": ["list", "User extras to impersonate, key=value, this flag can be repeated"],
  "request-timeout": [
    "string",
    "How long to wait for a single server request; 0 means no timeout (1s, 2m, 3h)",
  ],
  "disable-compression": ["boolean", "If true, opt-out of response compression for all requests"],
  v: ["number", "Number for the log level verbosity; from 6 on every request is logged"],
} as const;

const aliases: { readonly [flag: string]: string } = { namespace: "n", server: "s" };

export function withGlobalFlags(yargs: Argv): Argv {
  for (const [flag, [type, describe]] of Object.entries(definitions)) {
    const alias = aliases[flag];
    const common = { describe, group, ...(alias !== undefined && { alias }) };
    if (type === "list") yargs.option(flag, { ...common, type: "string", array: true });
    else yargs.option(flag, { ...common, type, requiresArg: type !== "boolean" });
  }
  return yargs;
}

/** What yargs parsed, typed. */
export function connectionFlags(argv: { readonly [flag: string]: unknown }): ConnectionFlags {
  const text = (flag: string) => argv[flag] as string | undefined;
  const list = (flag: string) => argv[flag] as readonly string[] | undefined;
  const yes = (flag: string) => argv[flag] as boolean | undefined;
  return {
    kubeconfig: text("kubeconfig"),
    cacheDir: text("cache-dir"),
    cluster: text("cluster"),
    user: text("user"),
    context: text("context"),
    namespace: text("namespace"),
    server: text("server"),
    tlsServerName: text("tls-server-name"),
    insecureSkipTlsVerify: yes("insecure-skip-tls-verify"),
    certificateAuthority: text("certificate-authority"),
    clientCertificate: text("client-certificate"),
    clientKey: text("client-key"),
    token: text("token"),
    as: text("as"),
    asUid: text("as-uid"),
    asGroup: list("as-group"),
    asUserExtra: list("as-user-extra"),
    requestTimeout: text("request-timeout"),
    disableCompression: yes("disable-compression"),
    verbosity: argv["v"] as number | undefined,
  };
}
