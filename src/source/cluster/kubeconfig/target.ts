import type { ClusterIo } from "../clusterIo.ts";
import type { ConnectionFlags } from "../connectionFlags.ts";
import { effectiveConfig } from "./effective.ts";
import { inCluster } from "./inCluster.ts";
import { type Cluster, emptyKubeconfig, type Kubeconfig, type User } from "./kubeconfig.ts";
import { loadKubeconfig } from "./load.ts";

/** Which cluster, as whom, in which namespace. */
export interface Target {
  readonly context?: string;
  readonly namespace: string;
  readonly cluster: Cluster;
  readonly user: User;
  /** As written: a URL, or `host:port`. */
  readonly server: string;
}

/**
 * Decides as kubectl does: flags, then kubeconfig, then the pod's own service account, then localhost:8080.
 * Differs in one thing: in a pod, `--as` and `--request-timeout` do not turn the service account off.
 *
 * Upstream: client-go tools/clientcmd/merged_client_builder.go#DeferredLoadingClientConfig (v1.36)
 * @throws SourceError for a kubeconfig that cannot be used, or a name that does not exist
 */
export function findTarget(flags: ConnectionFlags, io: ClusterIo): Target {
  const config = loadKubeconfig(flags.kubeconfig, io);
  const effective = effectiveConfig(config, flags);
  const pod = inCluster(io);
  const namespace = effective.namespace ?? pod?.namespace ?? "default";

  const master = io.env["KUBERNETES_MASTER"];
  if (pod && !effective.cluster.server && !master) {
    const { cluster, user } = effectiveConfig(asKubeconfig(pod), {
      ...flags,
      context: undefined,
      cluster: undefined,
      user: undefined,
    });
    const { tokenFile: _, ...withoutFile } = user;
    return {
      namespace,
      cluster,
      user: flags.token ? withoutFile : user,
      server: cluster.server ?? "",
    };
  }
  return {
    ...(effective.contextName !== undefined && { context: effective.contextName }),
    namespace,
    cluster: effective.cluster,
    user: effective.user,
    server: effective.cluster.server || master || "http://localhost:8080",
  };
}

function asKubeconfig(pod: { readonly cluster: Cluster; readonly user: User }): Kubeconfig {
  return {
    ...emptyKubeconfig,
    currentContext: "in-cluster",
    clusters: new Map([["in-cluster", pod.cluster]]),
    users: new Map([["in-cluster", pod.user]]),
    contexts: new Map([["in-cluster", { cluster: "in-cluster", user: "in-cluster" }]]),
  };
}
