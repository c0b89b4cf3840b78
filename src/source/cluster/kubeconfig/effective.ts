import { didYouMean } from "../../../text/didYouMean.ts";
import { SourceError } from "../../source.ts";
import type { ConnectionFlags } from "../connectionFlags.ts";
import type { Cluster, Context, Kubeconfig, User } from "./kubeconfig.ts";
import { validate } from "./validate.ts";

/** What kubeconfig and flags come to. The cluster has no server when neither names one. */
export interface Effective {
  /** The context's name, whether or not there is such a context. */
  readonly contextName?: string;
  readonly clusterName?: string;
  readonly userName?: string;
  readonly namespace?: string;
  readonly cluster: Cluster;
  readonly user: User;
}

/**
 * Lays the flags over the current context. A name that a flag gives must exist; a name that only a context
 * gives need not, and is then an empty cluster or an anonymous user.
 *
 * Upstream: client-go tools/clientcmd/client_config.go#DirectClientConfig.ClientConfig (v1.36)
 * @throws SourceError in kubectl's words, with the name that could have been meant
 */
export function effectiveConfig(config: Kubeconfig, flags: ConnectionFlags): Effective {
  const contextName = flags.context || config.currentContext;
  const context = contextOf(config, contextName, flags);
  const clusterName = flags.cluster || context.cluster;
  const userName = flags.user || context.user;
  const namespace = flags.namespace || context.namespace;

  if (flags.user && !config.users.has(flags.user)) {
    throw new SourceError(
      `error: auth info "${flags.user}" does not exist${didYouMean(flags.user, [...config.users.keys()])}`,
    );
  }
  if (flags.cluster && !config.clusters.has(flags.cluster)) {
    throw new SourceError(
      `error: cluster "${flags.cluster}" does not exist${didYouMean(flags.cluster, [...config.clusters.keys()])}`,
    );
  }
  const user = withUserFlags(config.users.get(userName ?? "") ?? {}, flags);
  const cluster = withClusterFlags(config.clusters.get(clusterName ?? "") ?? {}, flags);
  validate({ cluster, clusterName, user, userName });
  return {
    ...(contextName !== undefined && { contextName }),
    ...(clusterName !== undefined && { clusterName }),
    ...(userName !== undefined && { userName }),
    ...(namespace !== undefined && { namespace }),
    cluster,
    user,
  };
}

function contextOf(config: Kubeconfig, name: string | undefined, flags: ConnectionFlags): Context {
  if (name === undefined) return {};
  const context = config.contexts.get(name);
  if (context !== undefined) return context;
  throw new SourceError(
    flags.context
      ? `error: context "${name}" does not exist${didYouMean(name, [...config.contexts.keys()])}`
      : `Error in configuration: context was not found for specified context: ${name}`,
  );
}

/** Upstream: client_config.go#getCluster */
function withClusterFlags(cluster: Cluster, flags: ConnectionFlags): Cluster {
  const { certificateAuthority, certificateAuthorityData, insecureSkipTlsVerify, tlsServerName, ...rest } =
    cluster;
  // Trust is taken from one place or the other, never mixed.
  const trust =
    flags.insecureSkipTlsVerify || flags.certificateAuthority
      ? {
          ...(flags.insecureSkipTlsVerify && { insecureSkipTlsVerify: true }),
          ...(flags.certificateAuthority && { certificateAuthority: flags.certificateAuthority }),
        }
      : {
          ...(insecureSkipTlsVerify && { insecureSkipTlsVerify }),
          ...(certificateAuthority !== undefined && { certificateAuthority }),
          ...(certificateAuthorityData !== undefined && { certificateAuthorityData }),
        };
  // The name that the kubeconfig expects belongs to the kubeconfig's server.
  const serverName = flags.tlsServerName || (flags.server ? undefined : tlsServerName);
  return {
    ...rest,
    ...trust,
    ...(flags.server && { server: flags.server }),
    ...(serverName && { tlsServerName: serverName }),
    ...(flags.disableCompression && { disableCompression: true }),
  };
}

/** Upstream: client_config.go#getAuthInfo */
function withUserFlags(user: User, flags: ConnectionFlags): User {
  const { clientCertificate, clientCertificateData, clientKey, clientKeyData, ...rest } = user;
  const extra = extraOf(flags.asUserExtra ?? []);
  return {
    ...rest,
    ...(flags.clientCertificate
      ? { clientCertificate: flags.clientCertificate }
      : {
          ...(clientCertificate !== undefined && { clientCertificate }),
          ...(clientCertificateData !== undefined && { clientCertificateData }),
        }),
    ...(flags.clientKey
      ? { clientKey: flags.clientKey }
      : {
          ...(clientKey !== undefined && { clientKey }),
          ...(clientKeyData !== undefined && { clientKeyData }),
        }),
    ...(flags.token && { token: flags.token }),
    ...(flags.as && { impersonate: flags.as }),
    ...(flags.asUid && { impersonateUid: flags.asUid }),
    ...(flags.asGroup?.length && { impersonateGroups: flags.asGroup }),
    ...(extra && { impersonateUserExtra: { ...user.impersonateUserExtra, ...extra } }),
  };
}

/** Upstream: cli-runtime pkg/genericclioptions/config_flags.go#parseImpersonateUserExtra */
function extraOf(pairs: readonly string[]): { [key: string]: string[] } | undefined {
  if (pairs.length === 0) return undefined;
  const extra: { [key: string]: string[] } = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw new SourceError(`error: --as-user-extra ${pair} must be of the form key=value`);
    const key = pair.slice(0, at);
    extra[key] = [...(extra[key] ?? []), pair.slice(at + 1)];
  }
  return extra;
}
