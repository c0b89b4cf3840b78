import { accessSync, constants } from "node:fs";
import { SourceError } from "../../source.ts";
import { withoutLogin } from "../proxy/proxyOf.ts";
import type { Cluster, ExecConfig, User } from "./kubeconfig.ts";

/**
 * Refuses a cluster or user entry that kubectl refuses, in its words: two ways to log in at once, a certificate
 * without its key, files that cannot be read.
 *
 * Upstream: client-go tools/clientcmd/validation.go#validateClusterInfo and #validateAuthInfo (v1.36)
 * @throws SourceError with every fault in one line
 */
export function validate(entries: {
  readonly cluster: Cluster;
  readonly clusterName: string | undefined;
  readonly user: User;
  readonly userName: string | undefined;
}): void {
  const faults = [
    ...userFaults(entries.userName ?? "", entries.user),
    ...clusterFaults(entries.clusterName ?? "", entries.cluster),
  ];
  if (faults.length > 0) throw new SourceError(`Error in configuration: ${faults.join("; ")}`);
}

function clusterFaults(name: string, cluster: Cluster): string[] {
  const faults: string[] = [];
  const { certificateAuthority, certificateAuthorityData, proxyUrl } = cluster;
  const scheme = proxyUrl === undefined ? "http" : /^([a-z0-9+.-]+):\/\//i.exec(proxyUrl)?.[1]?.toLowerCase();
  if (scheme === undefined || !["http", "https", "socks5"].includes(scheme)) {
    faults.push(
      `invalid 'proxy-url' "${withoutLogin(proxyUrl ?? "")}" for cluster "${name}": unsupported scheme "${scheme ?? ""}", must be http, https, or socks5`,
    );
  }
  if (certificateAuthority && certificateAuthorityData) {
    faults.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    );
  }
  if (certificateAuthority) faults.push(...unreadable("certificate-authority", certificateAuthority, name));
  return faults;
}

function userFaults(name: string, user: User): string[] {
  const faults: string[] = [];
  if (user.clientCertificate || user.clientCertificateData) {
    if (user.clientCertificate && user.clientCertificateData) {
      faults.push(
        `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`,
      );
    }
    if (user.clientKey && user.clientKeyData) {
      faults.push(
        `client-key-data and client-key are both specified for ${name}; client-key-data will override`,
      );
    }
    if (!user.clientKey && !user.clientKeyData) {
      faults.push(
        `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
      );
    }
    if (user.clientCertificate) faults.push(...unreadable("client-cert", user.clientCertificate, name));
    if (user.clientKey) faults.push(...unreadable("client-key", user.clientKey, name));
  }
  if (user.exec) faults.push(...execFaults(name, user.exec));
  if (user.exec && user.authProvider) {
    faults.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  }
  if (user.token && (user.username || user.password)) {
    faults.push(
      `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`,
    );
  }
  if (
    !user.impersonate &&
    (user.impersonateUid || user.impersonateGroups?.length || user.impersonateUserExtra)
  ) {
    faults.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
  }
  return faults;
}

function execFaults(name: string, exec: ExecConfig): string[] {
  const suffix = `must be specified for ${name} to use exec authentication plugin`;
  const faults: string[] = [];
  if (!exec.command) faults.push(`command ${suffix}`);
  if (!exec.apiVersion) faults.push(`apiVersion ${suffix}`);
  if (exec.env.some((variable) => variable.name === "")) faults.push(`env variable name ${suffix}`);
  if (!exec.interactiveMode) faults.push(`interactiveMode ${suffix}`);
  else if (!["Never", "IfAvailable", "Always"].includes(exec.interactiveMode)) {
    faults.push(`invalid interactiveMode for ${name}: "${exec.interactiveMode}"`);
  }
  return faults;
}

function unreadable(field: string, file: string, name: string): string[] {
  try {
    accessSync(file, constants.R_OK);
    return [];
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "EACCES" ? "permission denied" : "no such file or directory";
    return [`unable to read ${field} ${file} for ${name} due to open ${file}: ${reason}`];
  }
}
