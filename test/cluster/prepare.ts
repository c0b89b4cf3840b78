import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { auditPolicy } from "./audit.ts";
import { createCertificateAuthority } from "./certificates.ts";
import type { ClusterConnection } from "./connection.ts";
import { base64, kubeconfigText } from "./kubeconfig.ts";
import { type ClusterFiles, type ClusterPorts, corefile } from "./programArguments.ts";
import { programUsers, tokenFile, type User } from "./users.ts";

export interface PreparedFolder {
  readonly server: string;
  readonly caData: string;
  readonly adminToken: string;
  readonly kubeconfigs: ClusterConnection["kubeconfigs"];
  /** Path of the kubeconfig of one of the control plane's own programs. */
  readonly system: (program: "kube-controller-manager" | "kube-scheduler" | "kwok" | "coredns") => string;
}

const clusterName = "test-cluster";

/** Writes everything that the programs read when they start: keys, certificates, tokens, kubeconfigs. */
export async function prepareFolder(
  files: ClusterFiles,
  ports: ClusterPorts,
  users: readonly User[],
): Promise<PreparedFolder> {
  const server = `https://127.0.0.1:${ports.api}`;
  const authority = createCertificateAuthority();
  const caData = base64(authority.certificate);
  const everybody = [...users, ...programUsers];
  const tokens = new Map(everybody.map(({ name }) => [name, randomBytes(24).toString("hex")]));
  const serving = authority.issueServer(
    ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"],
    ["127.0.0.1"],
  );
  const serviceAccount = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

  await mkdir(files.logs);
  await mkdir(files.kubeconfigs);
  const secret = { mode: 0o600 };
  await Promise.all([
    writeFile(files.authority, authority.certificate),
    writeFile(files.servingCertificate, serving.certificate),
    writeFile(files.servingKey, serving.key, secret),
    writeFile(files.serviceAccountKey, serviceAccount.export({ type: "pkcs1", format: "pem" }), secret),
    writeFile(files.tokens, tokenFile(everybody, tokens), secret),
    writeFile(files.auditPolicy, auditPolicy),
  ]);

  const kubeconfigs: Record<string, { token: string; certificate: string }> = {};
  for (const { name, groups = [] } of everybody) {
    const base = join(files.kubeconfigs, name.replaceAll(":", "-"));
    const paths = { token: `${base}.yaml`, certificate: `${base}-certificate.yaml` };
    const parts = { cluster: clusterName, server, caData, user: name };
    const byToken = kubeconfigText({ ...parts, credentials: { token: tokens.get(name) ?? "" } });
    const byCertificate = kubeconfigText({ ...parts, credentials: authority.issueClient(name, groups) });
    await writeFile(paths.token, byToken, secret);
    await writeFile(paths.certificate, byCertificate, secret);
    kubeconfigs[name] = paths;
  }

  const pathOf = (user: string): string => {
    const path = kubeconfigs[user]?.token;
    if (path === undefined) throw new Error(`test/cluster/users.ts: no user \`${user}\``);
    return path;
  };
  await writeFile(files.corefile, corefile(ports, pathOf("coredns"), `coredns@${clusterName}`));

  return {
    server,
    caData,
    adminToken: tokens.get("admin") ?? "",
    kubeconfigs: Object.fromEntries(users.map(({ name }) => [name, kubeconfigs[name]]).filter(hasPaths)),
    system: (program) => pathOf(program.startsWith("kube-") ? `system:${program}` : program),
  };
}

type Paths = ClusterConnection["kubeconfigs"][string];

function hasPaths(entry: (string | Paths | undefined)[]): entry is [string, Paths] {
  return entry[1] !== undefined;
}
