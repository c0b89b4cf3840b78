import type { ConnectionFlags } from "../source/cluster/connectionFlags.ts";
import { anyFile } from "./completion/completes.ts";
import type { Flags } from "./flags.ts";

/**
 * kubectl's global flags, with its words.
 * Upstream: cli-runtime pkg/genericclioptions/config_flags.go#AddFlags (v1.36)
 */
export const globalFlags: Flags = {
  kubeconfig: {
    type: "string",
    describe: "Path to the kubeconfig file to use for CLI requests",
    completes: anyFile,
  },
  "cache-dir": { type: "string", describe: "Default cache directory (accepted; nothing is cached)" },
  cluster: {
    type: "string",
    describe: "The name of the kubeconfig cluster to use",
    completes: { known: "clusters" },
  },
  user: {
    type: "string",
    describe: "The name of the kubeconfig user to use",
    completes: { known: "users" },
  },
  context: {
    type: "string",
    describe: "The name of the kubeconfig context to use",
    completes: { known: "contexts" },
  },
  namespace: {
    type: "string",
    alias: "n",
    describe: "The namespace scope for this CLI request",
    completes: { known: "namespaces" },
  },
  server: { type: "string", alias: "s", describe: "The address and port of the Kubernetes API server" },
  "tls-server-name": { type: "string", describe: "Server name to use for server certificate validation" },
  "insecure-skip-tls-verify": {
    type: "boolean",
    describe: "If true, the server's certificate will not be checked for validity",
  },
  "certificate-authority": {
    type: "string",
    describe: "Path to a cert file for the certificate authority",
    completes: anyFile,
  },
  "client-certificate": {
    type: "string",
    describe: "Path to a client certificate file for TLS",
    completes: anyFile,
  },
  "client-key": {
    type: "string",
    describe: "Path to a client key file for TLS",
    completes: anyFile,
  },
  token: { type: "string", describe: "Bearer token for authentication to the API server" },
  as: { type: "string", describe: "Username to impersonate for the operation" },
  "as-uid": { type: "string", describe: "UID to impersonate for the operation" },
  "as-group": {
    type: "string",
    array: true,
    describe: "Group to impersonate for the operation, this flag can be repeated",
  },
  "as-user-extra": {
    type: "string",
    array: true,
    describe: "User extras to impersonate, key=value, this flag can be repeated",
  },
  "request-timeout": {
    type: "string",
    shownDefault: "0",
    describe: "How long to wait for a single server request; 0 means no timeout (1s, 2m, 3h)",
  },
  "disable-compression": {
    type: "boolean",
    describe: "If true, opt-out of response compression for all requests",
  },
  v: {
    type: "number",
    shownDefault: 0,
    describe: "Number for the log level verbosity; from 6 on every request is logged",
  },
};

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
