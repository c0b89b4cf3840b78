import { setTimeout as sleep } from "node:timers/promises";
import type { DaemonSetFacts } from "../../../src/explanation/daemonSetFacts.ts";
import type { DaemonSet } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import { explainAll } from "./read.ts";
import { settle } from "./settle.ts";

const name = "fluentd";
const labels = { app: name };
const fluentd: DaemonSet = {
  apiVersion: "apps/v1",
  kind: "DaemonSet",
  metadata: { name },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name, image: "fluentd:v1.19" }], nodeSelector: { pool: "stale" } },
    },
  },
};

/**
 * Two nodes that run a DaemonSet; then one gets a NoSchedule taint, which by itself makes the controller look at
 * no DaemonSet; then the DaemonSet is edited, so that it does. The facts of each moment.
 */
export async function taintAfterRest(
  cluster: TestCluster,
): Promise<{ before: DaemonSetFacts; tainted: DaemonSetFacts; edited: DaemonSetFacts }> {
  const namespace = await cluster.createNamespace("stale");
  const nodes = ["node-stale-0", "node-stale-1"] as const;
  const look = async (): Promise<DaemonSetFacts> => {
    const explanation = (await explainAll(cluster, namespace, [name])).get(name);
    if (explanation === undefined) throw new Error(`${namespace}/${name} was not explained`);
    return explanation.facts;
  };
  try {
    await Promise.all(nodes.map((node) => cluster.createNode({ name: node, labels: { pool: "stale" } })));
    await cluster.request("POST", `/apis/apps/v1/namespaces/${namespace}/daemonsets`, fluentd);
    await settle(cluster, namespace);
    const before = await look();

    const taints = [{ key: "gpu", value: "true", effect: "NoSchedule" }];
    await cluster.request("PATCH", `/api/v1/nodes/${nodes[0]}`, { spec: { taints } });
    await sleep(2_000);
    const tainted = await look();

    await settle(cluster, namespace);
    return { before, tainted, edited: await look() };
  } finally {
    await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
    await cluster.deleteNodes(nodes);
  }
}
