import { join } from "node:path";

/** Ports of the loopback interface. */
export interface ClusterPorts {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly api: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
  readonly dns: number;
  readonly dnsReady: number;
}

/** Files of the cluster's temporary folder; the first group is written before anything starts. */
export function clusterFiles(folder: string) {
  const inFolder = (name: string) => join(folder, name);
  return {
    authority: inFolder("ca.crt"),
    servingCertificate: inFolder("apiserver.crt"),
    servingKey: inFolder("apiserver.key"),
    serviceAccountKey: inFolder("service-account.key"),
    tokens: inFolder("tokens.csv"),
    auditPolicy: inFolder("audit-policy.json"),
    corefile: inFolder("Corefile"),
    kubeconfigs: inFolder("kubeconfigs"),
    auditLog: inFolder("audit.log"),
    etcdData: inFolder("etcd"),
    logs: inFolder("logs"),
  } as const;
}

export type ClusterFiles = ReturnType<typeof clusterFiles>;

export const podCidr = "10.244.0.0/16";
const serviceCidr = "10.96.0.0/16";
export const clusterDomain = "cluster.local";

export function etcdArguments(files: ClusterFiles, ports: ClusterPorts): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${files.etcdData}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--unsafe-no-fsync",
    `--quota-backend-bytes=${4 * 1024 ** 3}`,
  ];
}

export function apiServerArguments(files: ClusterFiles, ports: ClusterPorts): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${ports.api}`,
    // Without these two it looks for a default route, and publishes an address that no Endpoints may have.
    "--advertise-address=127.0.0.1",
    "--endpoint-reconciler-type=none",
    `--tls-cert-file=${files.servingCertificate}`,
    `--tls-private-key-file=${files.servingKey}`,
    `--client-ca-file=${files.authority}`,
    `--token-auth-file=${files.tokens}`,
    "--authorization-mode=RBAC",
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${files.serviceAccountKey}`,
    `--service-account-signing-key-file=${files.serviceAccountKey}`,
    `--service-cluster-ip-range=${serviceCidr}`,
    "--allow-privileged=true",
    // Pods need no ServiceAccount: nothing runs in them. TaintNodesByCondition taints every new node not-ready,
    // and the node lifecycle controller takes over a minute to remove 5,000 such taints; nodeObjects.ts gives
    // the taint to the nodes that are not ready.
    "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
    `--audit-policy-file=${files.auditPolicy}`,
    `--audit-log-path=${files.auditLog}`,
  ];
}

export interface ControllerManagerTiming {
  /** How long a node's Lease may be silent; long, because kwok's renewals lapse when the machine is busy. */
  readonly nodeMonitorGracePeriod: string;
}

export function controllerManagerArguments(
  files: ClusterFiles,
  ports: ClusterPorts,
  kubeconfig: string,
  { nodeMonitorGracePeriod }: ControllerManagerTiming,
): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    ...servesHealth(ports.controllerManager),
    `--root-ca-file=${files.authority}`,
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    `--node-monitor-grace-period=${nodeMonitorGracePeriod}`,
    "--node-monitor-period=2s",
    // By default one node every 10 s gets a NoExecute taint, and none while more than 55 % of a zone of up to
    // 50 nodes are unready.
    "--node-eviction-rate=1000",
    "--secondary-node-eviction-rate=1000",
    "--large-cluster-size-threshold=0",
  ];
}

export function schedulerArguments(ports: ClusterPorts, kubeconfig: string): string[] {
  return [`--kubeconfig=${kubeconfig}`, ...servesHealth(ports.scheduler)];
}

export function kwokArguments(
  ports: ClusterPorts,
  kubeconfig: string,
  stages: readonly string[],
  leaseSeconds: number,
): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    "--manage-all-nodes=true",
    `--node-lease-duration-seconds=${leaseSeconds}`,
    `--cidr=${podCidr}`,
    `--server-address=127.0.0.1:${ports.kwok}`,
    ...stages.map((stage) => `--config=${stage}`),
  ];
}

export function corefile(ports: ClusterPorts, kubeconfig: string, context: string): string {
  return `${clusterDomain}:${ports.dns} in-addr.arpa:${ports.dns} {
  bind 127.0.0.1
  errors
  ready 127.0.0.1:${ports.dnsReady}
  kubernetes ${clusterDomain} in-addr.arpa {
    kubeconfig ${kubeconfig} ${context}
    ttl 0
  }
}
`;
}

function servesHealth(port: number): string[] {
  return [
    "--bind-address=127.0.0.1",
    `--secure-port=${port}`,
    "--leader-elect=false",
    "--kube-api-qps=500",
    "--kube-api-burst=1000",
  ];
}
