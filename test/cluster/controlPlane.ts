import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePrograms, kubernetesVersion } from "./build.ts";
import { type ClusterConnection, connectCluster, type TestCluster } from "./connection.ts";
import { createFirstObjects } from "./firstObjects.ts";
import { untilHealthy } from "./health.ts";
import { freePorts } from "./ports.ts";
import { prepareFolder } from "./prepare.ts";
import { type RunningProgram, startProgram } from "./process.ts";
import {
  apiServerArguments,
  type ClusterPorts,
  clusterFiles,
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  schedulerArguments,
} from "./programArguments.ts";
import { stageFiles } from "./stages.ts";
import { defaultUsers, type User } from "./users.ts";
import { startWatchdog } from "./watchdog.ts";

export interface ClusterOptions {
  /** With CoreDNS; its address is `dnsServer`. */
  readonly dns?: boolean;
  /** Users beyond admin, reader, no-nodes and nobody. */
  readonly users?: readonly User[];
  /** Default 24h: no node becomes unready because kwok was late. */
  readonly nodeMonitorGracePeriod?: string;
  /** How long kwok's Leases last; it renews them four times as often. Default 120. */
  readonly nodeLeaseDurationSeconds?: number;
  /** Flags added to those of each program, for example `--feature-gates=…`. */
  readonly extraArguments?: {
    readonly kubeApiserver?: readonly string[];
    readonly kubeControllerManager?: readonly string[];
    readonly kubeScheduler?: readonly string[];
  };
  /** Called with one line for each step. */
  readonly log?: (line: string) => void;
}

export interface RunningCluster extends TestCluster {
  readonly connection: ClusterConnection;
  /** Rejects when one of the programs ends by itself; never resolves. */
  readonly failure: Promise<never>;
  /** Ends all programs and removes the cluster's folder. */
  stop(): Promise<void>;
}

/**
 * Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kwok and, if asked for, CoreDNS, and
 * returns when all are ready. When anything fails, or this process ends in any way, all of it is taken down.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<RunningCluster> {
  const { log = () => {}, dns = false, extraArguments: extra = {} } = options;
  const programs = await ensurePrograms({ dns, log });
  const version = await kubernetesVersion();
  const folder = await mkdtemp(join(tmpdir(), "kubectl-workload-cluster-"));
  const watchdog = startWatchdog(folder);
  const running: RunningProgram[] = [];
  const cleanup = async () => {
    await Promise.all(running.toReversed().map((program) => program.stop()));
    watchdog.dismiss();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };

  try {
    const files = clusterFiles(folder);
    const ports = await choosePorts();
    const users = [...defaultUsers, ...(options.users ?? [])];
    const prepared = await prepareFolder(files, ports, users);
    const { system } = prepared;
    const start = (name: string, command: string, args: readonly string[], more: readonly string[] = []) => {
      const logFile = join(files.logs, `${name}.log`);
      const program = startProgram(command, [...args, ...more], { name, logFile, watchdog });
      running.push(program);
      return program;
    };

    log("starting etcd and kube-apiserver");
    const etcd = start("etcd", programs.etcd, etcdArguments(files, ports));
    await untilHealthy(etcd, `http://127.0.0.1:${ports.etcd}/health`);
    const apiArguments = apiServerArguments(files, ports);
    const api = start("kube-apiserver", programs.kubeApiserver, apiArguments, extra.kubeApiserver);
    await untilHealthy(api, `${prepared.server}/readyz`);

    const connection: ClusterConnection = {
      managed: true,
      server: prepared.server,
      caData: prepared.caData,
      adminToken: prepared.adminToken,
      kubeconfigs: prepared.kubeconfigs,
      auditLog: files.auditLog,
      dnsServer: dns ? `127.0.0.1:${ports.dns}` : undefined,
      kubernetesVersion: version,
    };
    const cluster = connectCluster(connection);

    log("starting kube-controller-manager, kube-scheduler and kwok");
    const managerArguments = controllerManagerArguments(files, ports, system("kube-controller-manager"), {
      nodeMonitorGracePeriod: options.nodeMonitorGracePeriod ?? "24h",
    });
    const manager = start(
      "kube-controller-manager",
      programs.kubeControllerManager,
      managerArguments,
      extra.kubeControllerManager,
    );
    const schedulerArgs = schedulerArguments(ports, system("kube-scheduler"));
    const scheduler = start("kube-scheduler", programs.kubeScheduler, schedulerArgs, extra.kubeScheduler);
    const stages = await stageFiles(programs.kwokStages);
    const leaseSeconds = options.nodeLeaseDurationSeconds ?? 120;
    const kwok = start("kwok", programs.kwok, kwokArguments(ports, system("kwok"), stages, leaseSeconds));

    await Promise.all([
      untilHealthy(manager, `https://127.0.0.1:${ports.controllerManager}/healthz`),
      untilHealthy(scheduler, `https://127.0.0.1:${ports.scheduler}/readyz`),
      untilHealthy(kwok, `http://127.0.0.1:${ports.kwok}/healthz`),
      createFirstObjects(cluster.request, users),
    ]);
    if (programs.coredns !== undefined) {
      log("starting CoreDNS");
      const coredns = start("coredns", programs.coredns, ["-conf", files.corefile]);
      await untilHealthy(coredns, `http://127.0.0.1:${ports.dnsReady}/ready`);
    }

    const failure = Promise.race(running.map((program) => program.failure));
    failure.catch(() => {});
    return {
      ...cluster,
      connection,
      failure,
      async stop() {
        cluster.disconnect();
        await cleanup();
      },
    };
  } catch (error) {
    await cleanup();
    throw error;
  }
}

async function choosePorts(): Promise<ClusterPorts> {
  const [
    etcd = 0,
    etcdPeer = 0,
    api = 0,
    controllerManager = 0,
    scheduler = 0,
    kwok = 0,
    dns = 0,
    dnsReady = 0,
  ] = await freePorts(8);
  return { etcd, etcdPeer, api, controllerManager, scheduler, kwok, dns, dnsReady };
}
