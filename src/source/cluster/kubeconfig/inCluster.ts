import { existsSync, readFileSync, statSync } from "node:fs";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import type { ClusterIo } from "../clusterIo.ts";
import type { Cluster, User } from "./kubeconfig.ts";

const usualDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

/** A pod's way to its own API server: the service account that is mounted into it. */
export interface InCluster {
  readonly cluster: Cluster;
  readonly user: User;
  readonly namespace: string;
}

/**
 * Undefined outside of a pod: without the service's environment variables, or without a token.
 *
 * Upstream: client-go rest/config.go#InClusterConfig and
 * tools/clientcmd/client_config.go#inClusterClientConfig (v1.36)
 */
export function inCluster(io: Pick<ClusterIo, "env" | "serviceAccountDirectory">): InCluster | undefined {
  const directory = io.serviceAccountDirectory ?? usualDirectory;
  const tokenFile = join(directory, "token");
  const host = io.env["KUBERNETES_SERVICE_HOST"];
  const port = io.env["KUBERNETES_SERVICE_PORT"];
  if (!host || !port || !isFile(tokenFile)) return undefined;

  const authority = join(directory, "ca.crt");
  return {
    cluster: {
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      ...(existsSync(authority) && { certificateAuthority: authority }),
    },
    user: { tokenFile },
    namespace: io.env["POD_NAMESPACE"] || namespaceIn(directory) || "default",
  };
}

/** What cannot be looked at is not there, as for client-go. */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function namespaceIn(directory: string): string {
  try {
    return readFileSync(join(directory, "namespace"), "utf8").trim();
  } catch {
    return "";
  }
}
