import { SourceError } from "../../source.ts";
import type { Cluster, User } from "../kubeconfig/kubeconfig.ts";
import { withoutLogin } from "../proxy/proxyOf.ts";

export interface ServerUrl {
  readonly url: URL;
  /** In front of every request's path, without a slash at its end: `""`, or such as `/k8s/clusters/c-7xk2p`. */
  readonly basePath: string;
  /** `host:port` as the user wrote it, for messages: a URL object drops the port that is the scheme's own. */
  readonly host: string;
}

/**
 * Reads a server as kubectl does: `host:port` without a scheme is https if anything about TLS is configured.
 *
 * Upstream: client-go rest/url_utils.go#DefaultServerUrlFor (v1.36)
 * @throws SourceError when it is not a URL
 */
export function serverUrl(server: string, cluster: Cluster, user: User): ServerUrl {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(server);
  const secure =
    cluster.certificateAuthority ||
    cluster.certificateAuthorityData ||
    cluster.insecureSkipTlsVerify ||
    user.clientCertificate ||
    user.clientCertificateData;
  const text = hasScheme ? server : `${secure ? "https" : "http"}://${server}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !["http:", "https:"].includes(url.protocol) ||
    (!hasScheme && url.pathname !== "/")
  ) {
    throw new SourceError(`error: host must be a URL or a host:port pair: "${withoutLogin(server)}"`);
  }
  const [, host = url.host] = /^[^/]+:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(text) ?? [];
  return { url, basePath: url.pathname.replace(/\/+$/, ""), host };
}
