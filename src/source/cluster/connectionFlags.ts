/**
 * kubectl's global flags: how to find the cluster, and as whom to speak to it. Every one is optional, and an
 * empty string counts as absent, as in kubectl.
 *
 * Upstream: cli-runtime pkg/genericclioptions/config_flags.go#ConfigFlags (v1.36)
 */
export interface ConnectionFlags {
  /** A file that replaces the KUBECONFIG list. It must exist. */
  readonly kubeconfig?: string | undefined;
  /** Accepted because kubectl accepts it: nothing is cached on disk. */
  readonly cacheDir?: string | undefined;
  readonly cluster?: string | undefined;
  readonly user?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
  /** A URL, or `host:port`. */
  readonly server?: string | undefined;
  readonly tlsServerName?: string | undefined;
  readonly insecureSkipTlsVerify?: boolean | undefined;
  /** Files, relative to the working directory. */
  readonly certificateAuthority?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly token?: string | undefined;
  readonly as?: string | undefined;
  readonly asUid?: string | undefined;
  readonly asGroup?: readonly string[] | undefined;
  /** Each one `key=value`; a key may come more than once. */
  readonly asUserExtra?: readonly string[] | undefined;
  /** `0` for none, a Go duration such as `5s` or `1m30s`, or whole seconds. */
  readonly requestTimeout?: string | undefined;
  readonly disableCompression?: boolean | undefined;
  /** `-v`: from 6 on, each request is logged to stderr. */
  readonly verbosity?: number | undefined;
}
