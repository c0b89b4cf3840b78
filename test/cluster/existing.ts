import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ClusterConnection } from "./connection.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { clusterRoleObjects, defaultUsers, type PolicyRule, type User } from "./users.ts";

const run = promisify(execFile);

/**
 * The environment variable that names a kubeconfig of a cluster to test against instead. Its user must be allowed
 * to create namespaces, ServiceAccounts and ClusterRoles.
 */
export const existingClusterVariable = "KUBECTL_WORKLOAD_TEST_KUBECONFIG";

const everything: readonly PolicyRule[] = [
  { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
  { nonResourceURLs: ["*"], verbs: ["*"] },
];

/**
 * Makes the usual users in an existing cluster, as ServiceAccounts of a namespace of their own. kubectl speaks to
 * the cluster until they have tokens, because it knows every way to authenticate. `remove` takes all of it away.
 */
export async function adoptCluster(
  kubeconfig: string,
): Promise<{ connection: ClusterConnection; remove: () => Promise<void> }> {
  const kubectl = async (...args: readonly string[]) => {
    const { stdout } = await run("kubectl", ["--kubeconfig", kubeconfig, ...args]).catch((error: Error) => {
      throw new Error(`${existingClusterVariable}=${kubeconfig}: ${error.message.trim()}`, { cause: error });
    });
    return stdout;
  };
  const id = `kubectl-workload-test-${randomBytes(3).toString("hex")}`;
  const folder = await mkdtemp(join(tmpdir(), `${id}-`));
  const label = { [`${id}/owned`]: "true" };
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    const selector = `--selector=${id}/owned`;
    await kubectl("delete", "clusterrolebindings,clusterroles,namespaces", selector, "--wait=false");
  };

  try {
    const objects = userObjects(id, defaultUsers).map((object) => {
      return { ...object, metadata: { ...object.metadata, labels: label } };
    });
    const manifest = join(folder, "users.json");
    await writeFile(manifest, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
    await kubectl("create", "-f", manifest);

    const { server, caData } = await clusterOf(kubectl);
    const tokens = new Map<string, string>();
    const kubeconfigs: Record<string, { token: string }> = {};
    for (const { name } of defaultUsers) {
      const token = (await kubectl("create", "token", name, `--namespace=${id}`, "--duration=6h")).trim();
      const path = join(folder, `${name}.yaml`);
      const parts = { cluster: "existing", server, caData, user: name, credentials: { token } };
      await writeFile(path, kubeconfigText(parts), { mode: 0o600 });
      tokens.set(name, token);
      kubeconfigs[name] = { token: path };
    }
    const version = JSON.parse(await kubectl("get", "--raw", "/version")) as { gitVersion: string };
    const connection: ClusterConnection = {
      managed: false,
      server,
      caData,
      adminToken: tokens.get("admin") ?? "",
      kubeconfigs,
      auditLog: undefined,
      dnsServer: undefined,
      kubernetesVersion: version.gitVersion,
    };
    return { connection, remove };
  } catch (error) {
    await remove().catch(() => {});
    throw error;
  }
}

function userObjects(namespace: string, users: readonly User[]) {
  const accounts = users.flatMap(({ name, rules }) => {
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };
    const granted = name === "admin" ? everything : rules;
    if (granted === undefined) return [account];
    const subject = { kind: "ServiceAccount", name, namespace } as const;
    const { role, binding } = clusterRoleObjects(`${namespace}-${name}`, granted, subject);
    return [account, role, binding];
  });
  return [{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }, ...accounts];
}

async function clusterOf(kubectl: (...args: readonly string[]) => Promise<string>) {
  const text = await kubectl("config", "view", "--raw", "--minify", "--flatten", "--output=json");
  const config = JSON.parse(text) as {
    clusters: { cluster: { server: string; "certificate-authority-data"?: string } }[];
  };
  const cluster = config.clusters[0]?.cluster;
  if (cluster === undefined)
    throw new Error(`${existingClusterVariable}: its current context has no cluster`);
  return { server: cluster.server, caData: cluster["certificate-authority-data"] };
}
