import { randomBytes } from "node:crypto";
import { type AuditEvent, readAuditEvents, readAuditEventsOfAgent } from "./audit.ts";
import { createNodesOf, type Nodes } from "./nodes.ts";
import { createRequester, type Request } from "./request.ts";
import { waitFor } from "./waitFor.ts";

/** What another process needs to use a running cluster: plain JSON, so that vitest can hand it to the tests. */
export interface ClusterConnection {
  /** False for a cluster of the user's own: no nodes can be made, no audit log read. */
  readonly managed: boolean;
  readonly server: string;
  /** The certificate authority, PEM in base64. */
  readonly caData: string | undefined;
  readonly adminToken: string;
  /** Paths of kubeconfigs by user and way of authentication. */
  readonly kubeconfigs: Readonly<Record<string, { readonly token: string; readonly certificate?: string }>>;
  readonly auditLog: string | undefined;
  /** `host:port`, for UDP and TCP; undefined when the cluster runs without DNS. */
  readonly dnsServer: string | undefined;
  readonly kubernetesVersion: string;
}

export interface TestCluster extends Nodes {
  readonly managed: boolean;
  readonly server: string;
  readonly caData: string | undefined;
  readonly dnsServer: string | undefined;
  /** For example `v1.36.3`. */
  readonly kubernetesVersion: string;
  /** Path of the admin's kubeconfig. */
  readonly kubeconfig: string;
  /** Path of a user's kubeconfig; throws for an unknown user. */
  kubeconfigFor(user: string, options?: { readonly authentication?: "token" | "certificate" }): string;
  /** As admin. */
  readonly request: Request;
  /** Creates a namespace called `<prefix>-<random>` and returns its name. */
  createNamespace(prefix: string): Promise<string>;
  readonly waitFor: typeof waitFor;
  /** All that `user` has asked of the server so far, one event a request. */
  auditEvents(user: string): Promise<AuditEvent[]>;
  /** All that programs whose User-Agent begins with `agent` have asked, whoever they act as. */
  auditEventsOfAgent(agent: string): Promise<AuditEvent[]>;
  /** Ends the connections, not the cluster. */
  disconnect(): void;
}

export function connectCluster(connection: ClusterConnection): TestCluster {
  const { managed, server, caData, dnsServer, kubernetesVersion, auditLog } = connection;
  const { request, close } = createRequester({ server, caData, token: connection.adminToken });

  const kubeconfigFor: TestCluster["kubeconfigFor"] = (user, { authentication = "token" } = {}) => {
    const path = connection.kubeconfigs[user]?.[authentication];
    if (path !== undefined) return path;
    const known = Object.keys(connection.kubeconfigs).join(", ");
    throw new Error(`no ${authentication} kubeconfig for user \`${user}\`; the test cluster has ${known}`);
  };

  return {
    managed,
    server,
    caData,
    dnsServer,
    kubernetesVersion,
    kubeconfig: kubeconfigFor("admin"),
    kubeconfigFor,
    request,
    waitFor,
    disconnect: close,
    ...(managed ? createNodesOf(request, kubernetesVersion) : noNodes()),

    async createNamespace(prefix) {
      const name = `${prefix}-${randomBytes(4).toString("hex")}`;
      await request("POST", "/api/v1/namespaces", {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name },
      });
      return name;
    },

    async auditEvents(user) {
      if (auditLog === undefined) throw unmanaged("has an audit log");
      await auditLogCaughtUp(request, auditLog);
      return readAuditEvents(auditLog, user);
    },

    async auditEventsOfAgent(agent) {
      if (auditLog === undefined) throw unmanaged("has an audit log");
      await auditLogCaughtUp(request, auditLog);
      return readAuditEventsOfAgent(auditLog, agent);
    },
  };
}

/** Events are written after the answer is sent; once a later request is in the log, earlier ones are as well. */
async function auditLogCaughtUp(request: Request, auditLog: string): Promise<void> {
  const marker = `audit-marker-${randomBytes(4).toString("hex")}`;
  await request("GET", `/readyz?${marker}`);
  await waitFor("the audit log to be written", async () => {
    const events = await readAuditEvents(auditLog, "admin");
    return events.some(({ requestURI }) => requestURI.endsWith(marker));
  });
}

function noNodes(): Nodes {
  const refuse = async (): Promise<never> => {
    throw unmanaged("can make nodes");
  };
  return { createNode: refuse, createNodes: refuse, setNodeReady: refuse, deleteNodes: refuse };
}

function unmanaged(what: string): Error {
  return new Error(
    `only a cluster that the tests start themselves ${what}: unset KUBECTL_WORKLOAD_TEST_KUBECONFIG, ` +
      "or skip the test when `managed` is false",
  );
}
