/**
 * A kubeconfig as it is used: names to entries, data decoded, relative paths made absolute. What a file leaves
 * empty is absent here, as client-go does not tell the two apart.
 *
 * client-node's own shapes lose tokenFile, the impersonated groups, uid and extra, and disable-compression.
 * Upstream: client-go tools/clientcmd/api/types.go (v1.36)
 */
export interface Kubeconfig {
  readonly currentContext?: string;
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly users: ReadonlyMap<string, User>;
  readonly contexts: ReadonlyMap<string, Context>;
}

export interface Context {
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
}

export interface Cluster {
  readonly server?: string;
  readonly tlsServerName?: string;
  readonly insecureSkipTlsVerify?: boolean;
  /** A file. */
  readonly certificateAuthority?: string;
  /** PEM. */
  readonly certificateAuthorityData?: Buffer;
  readonly proxyUrl?: string;
  readonly disableCompression?: boolean;
  /** The extension `client.authentication.k8s.io/exec`, handed to credential plugins as it is. */
  readonly execConfig?: unknown;
}

export interface User {
  readonly clientCertificate?: string;
  readonly clientCertificateData?: Buffer;
  readonly clientKey?: string;
  readonly clientKeyData?: Buffer;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly impersonate?: string;
  readonly impersonateUid?: string;
  readonly impersonateGroups?: readonly string[];
  readonly impersonateUserExtra?: { readonly [key: string]: readonly string[] };
  readonly authProvider?: AuthProvider;
  readonly exec?: ExecConfig;
}

export interface AuthProvider {
  readonly name: string;
  readonly config: { readonly [key: string]: string };
}

export interface ExecConfig {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion?: string;
  readonly installHint?: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode?: string;
}

export const emptyKubeconfig: Kubeconfig = { clusters: new Map(), users: new Map(), contexts: new Map() };
