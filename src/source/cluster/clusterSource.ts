import { setMaxListeners } from "node:events";
import { anonymous } from "./auth/credentials.ts";
import { credentialsOf } from "./auth/credentialsOf.ts";
import { impersonationHeaders } from "./auth/impersonation.ts";
import type { ClusterIo } from "./clusterIo.ts";
import type { ConnectionFlags } from "./connectionFlags.ts";
import { parseTimeout } from "./duration.ts";
import { goPlatform } from "./goPlatform.ts";
import { createClient } from "./http/client.ts";
import { requestLog } from "./http/requestLog.ts";
import { serverUrl } from "./http/serverUrl.ts";
import { authorityOf, tlsOptions } from "./http/tlsOptions.ts";
import { createTransport } from "./http/transport.ts";
import { findTarget } from "./kubeconfig/target.ts";
import { type ClusterSource, liveSource } from "./liveSource.ts";
import { proxyOf } from "./proxy/proxyOf.ts";

export type { ClusterSource };

/** As Go's dialer has it: how long a connection may take to come about. */
const connectTimeoutMilliseconds = 30_000;

/**
 * A source that reads the cluster which kubectl would read with these flags, as the user that kubectl would be.
 * Only the kubeconfig and its files are read here: the network is first touched by `collect`.
 *
 * @throws SourceError for a kubeconfig or flags that cannot be used
 */
export async function openCluster(flags: ConnectionFlags, io: ClusterIo): Promise<ClusterSource> {
  const timeoutMilliseconds = parseTimeout(flags.requestTimeout || "0");
  const target = findTarget(flags, io);
  const { url: server, basePath, host } = serverUrl(target.server, target.cluster, target.user);
  // Credentials are never sent in the clear. Upstream: client-go rest/config.go#IsConfigTransportTLS
  const secure = server.protocol === "https:";
  const tls = tlsOptions(secure ? target.cluster : {}, secure ? target.user : {});
  const credentials = secure ? credentialsOf(target, authorityOf(target.cluster), io) : anonymous;
  const closed = new AbortController();
  const signal = io.signal ? AbortSignal.any([io.signal, closed.signal]) : closed.signal;
  // Every request that is under way listens to it.
  setMaxListeners(0, signal);
  const transport = createTransport({
    server,
    basePath,
    tls,
    proxy: proxyOf(server, target.cluster.proxyUrl, io.env),
    credentials,
    headers: { "User-Agent": userAgent(io.version), ...impersonationHeaders(target.user) },
    disableCompression: target.cluster.disableCompression ?? false,
    timeoutMilliseconds,
    connectTimeoutMilliseconds,
    signal,
    log: requestLog(flags.verbosity ?? 0, `${server.origin}${basePath}`, io.stderr),
  });
  return liveSource({
    client: createClient(transport, credentials, signal),
    namespace: target.namespace,
    context: target.context,
    host,
    signal,
    close() {
      closed.abort(new Error("the cluster source is closed"));
      transport.close();
    },
  });
}

/** `kubectl-workload/0.1.0 (linux/amd64)`, as kubectl calls itself. */
function userAgent(version = "dev"): string {
  return `kubectl-workload/${version} (${goPlatform()})`;
}
