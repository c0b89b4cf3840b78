import { test as base, inject } from "vitest";
import { type ClusterConnection, connectCluster, type TestCluster } from "./connection.ts";
import "./globalSetup.ts";

let connected: TestCluster | undefined;

/** The cluster of this test run; one connection pool for each test file. */
export function testCluster(): TestCluster {
  const connection = inject("cluster") as ClusterConnection | undefined;
  if (connection === undefined) {
    throw new Error("no test cluster: this test needs test/cluster/globalSetup.ts as vitest's globalSetup");
  }
  connected ??= connectCluster(connection);
  return connected;
}

interface ClusterFixtures {
  readonly cluster: TestCluster;
  /** A namespace of the test's own, deleted after it; not waited for. */
  readonly namespace: string;
}

/** vitest's `test` with `cluster` and `namespace`. */
export const test = base.extend<ClusterFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from the pattern
  cluster: async ({}, use) => {
    await use(testCluster());
  },
  namespace: async ({ cluster }, use) => {
    const namespace = await cluster.createNamespace("test");
    await use(namespace);
    await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
  },
});
