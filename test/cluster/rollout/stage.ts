import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestCluster } from "../connection.ts";
import { release } from "./acting.ts";
import type { Case } from "./cases.ts";
import { openExplainer } from "./explainer.ts";
import type { Observer } from "./observe.ts";

export interface OpenStage {
  readonly observer: Observer;
  readonly namespaces: readonly string[];
  /** Takes all of it away, pods that were held included. */
  close(cases: readonly Case[]): Promise<void>;
}

const capacity = { cpu: "1000", memory: "1Ti", pods: "500" };

/**
 * Nodes and namespaces for workloads of their own.
 *
 * @param pool label of the nodes, and of all that is created for them
 */
export async function openStage(
  cluster: TestCluster,
  pool: string,
  counts: { readonly nodes: number; readonly namespaces: number },
): Promise<OpenStage> {
  const nodes = Array.from({ length: counts.nodes }, (_, index) => `node-${pool}-${index}`);
  await cluster.createNodes(nodes.length, (index) => ({
    name: nodes[index] ?? "",
    labels: { pool },
    capacity,
  }));
  const namespaces: string[] = [];
  while (namespaces.length < counts.namespaces) namespaces.push(await cluster.createNamespace("rollout"));
  const cacheFolder = await mkdtemp(join(tmpdir(), "kubectl-cache-"));
  const explainer = await openExplainer(cluster);
  const observer: Observer = { cluster, pool, explainer, cacheFolder };

  return {
    observer,
    namespaces,
    async close(cases) {
      explainer.close();
      for (const namespace of namespaces) await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
      const held = cases.filter((one) => one.held);
      await cluster.waitFor("the pods to go", async () => {
        await Promise.all(held.map((one) => release(observer, one)));
        const path = `/api/v1/pods?labelSelector=run%3D${pool}`;
        return (await cluster.request<{ items: readonly unknown[] }>("GET", path)).items.length === 0;
      });
      await cluster.deleteNodes(nodes);
      await rm(cacheFolder, { recursive: true });
    },
  };
}
