import { readFileSync } from "node:fs";
import type { SecureContextOptions } from "node:tls";
import { SourceError } from "../../source.ts";
import type { Cluster, User } from "../kubeconfig/kubeconfig.ts";

export interface TlsOptions extends SecureContextOptions {
  readonly ca?: Buffer | string[];
  readonly cert?: Buffer | string;
  readonly key?: Buffer | string;
  readonly servername?: string;
  readonly rejectUnauthorized: boolean;
}

/**
 * How to speak TLS with a cluster. Inline data beats files, and a cluster's authority is the only one trusted.
 *
 * Upstream: client-go transport/transport.go#TLSConfigFor (v1.36)
 * @throws SourceError when a file cannot be read, or holds no certificate
 */
export function tlsOptions(cluster: Cluster, user: User): TlsOptions {
  const ca = authorityOf(cluster);
  const cert = user.clientCertificateData ?? read(user.clientCertificate);
  const key = user.clientKeyData ?? read(user.clientKey);
  if (ca && cluster.insecureSkipTlsVerify) {
    throw new SourceError(
      "error: specifying a root certificates file with the insecure flag is not allowed: remove certificate-authority or insecure-skip-tls-verify",
    );
  }
  if (ca && !ca.includes("-----BEGIN CERTIFICATE-----")) {
    throw new SourceError(
      "error: unable to load root certificates: unable to parse bytes as PEM block: see certificate-authority in the kubeconfig",
    );
  }
  if (cert && !cert.includes("-----BEGIN ")) {
    throw new SourceError(
      "error: tls: failed to find any PEM data in certificate input: see client-certificate in the kubeconfig",
    );
  }
  return {
    minVersion: "TLSv1.2",
    rejectUnauthorized: cluster.insecureSkipTlsVerify !== true,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(cert && key && { key }),
    ...(cluster.tlsServerName && { servername: cluster.tlsServerName }),
  };
}

/** PEM of the cluster's certificate authority. */
export function authorityOf(cluster: Cluster): Buffer | undefined {
  return cluster.certificateAuthorityData ?? read(cluster.certificateAuthority);
}

function read(file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SourceError(`error: open ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
