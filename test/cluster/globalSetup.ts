import type { TestProject } from "vitest/node";
import type { ClusterConnection } from "./connection.ts";
import { startCluster } from "./controlPlane.ts";
import { adoptCluster, existingClusterVariable } from "./existing.ts";

declare module "vitest" {
  export interface ProvidedContext {
    cluster: ClusterConnection;
  }
}

/**
 * vitest's `globalSetup` for the cluster suites: one cluster for the whole run, or the existing one that
 * KUBECTL_WORKLOAD_TEST_KUBECONFIG names. Returns the teardown.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const existing = process.env[existingClusterVariable];
  if (existing) {
    const { connection, remove } = await adoptCluster(existing);
    project.provide("cluster", connection);
    return remove;
  }
  const log = (line: string) => void process.stderr.write(`test cluster: ${line}\n`);
  const cluster = await startCluster({ dns: true, log });
  project.provide("cluster", cluster.connection);
  return cluster.stop;
}
