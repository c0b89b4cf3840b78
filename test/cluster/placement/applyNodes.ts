import type { Node, Taint } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";
import { ApiError } from "../request.ts";
import type { NodeChange, RandomNode } from "./randomNodes.ts";
import { conditionTaints, type NodeCondition, nodeConditionTypes } from "./vocabulary.ts";

const patience = 60_000;
const strategicMerge = { contentType: "application/strategic-merge-patch+json" } as const;

/** Creates the nodes and waits until the node lifecycle controller has given each the taints of its state. */
export async function createPool(cluster: TestCluster, nodes: readonly RandomNode[]): Promise<void> {
  await cluster.createNodes(nodes.length, (index) => nodes[index] ?? { name: `node-${index}` });
  await Promise.all(
    nodes
      .filter(({ conditions }) => conditions.length > 0)
      .map(({ name, conditions }) => setConditions(cluster, name, conditions)),
  );
  await untilTainted(
    cluster,
    nodes.map(({ name }) => name),
  );
}

/** Makes the changes, and waits for the node lifecycle controller as `createPool` does. */
export async function applyChanges(cluster: TestCluster, changes: readonly NodeChange[]): Promise<void> {
  await Promise.all(changes.map((change) => apply(cluster, change)));
  await untilTainted(
    cluster,
    changes.map(({ name }) => name),
  );
}

async function apply(cluster: TestCluster, change: NodeChange): Promise<void> {
  const { name } = change;
  switch (change.type) {
    case "Ready":
      return cluster.setNodeReady(name, change.ready);
    case "Condition":
      return setConditions(cluster, name, change.conditions);
    case "Added":
      return createPool(cluster, [change.node]);
    case "Edit":
      await cluster.waitFor(`an edit of node ${name} that nobody else's edit crosses`, () =>
        edit(cluster, change),
      );
  }
}

/** Labels, taints and cordon in one update: the controllers see the node before it and after it, and nothing else. */
async function edit(
  cluster: TestCluster,
  { name, labels, taints, unschedulable }: Extract<NodeChange, { type: "Edit" }>,
): Promise<boolean> {
  const path = `/api/v1/nodes/${name}`;
  const node = await cluster.request<Node>("GET", path);
  const body = {
    metadata: { labels, resourceVersion: node.metadata?.resourceVersion },
    spec: { taints: [...(node.spec?.taints ?? []).filter(isLifecycleTaint), ...taints], unschedulable },
  };
  try {
    await cluster.request("PATCH", path, body);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.reason === "Conflict") return false;
    throw error;
  }
}

async function setConditions(
  cluster: TestCluster,
  name: string,
  conditions: readonly NodeCondition[],
): Promise<void> {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const wanted = nodeConditionTypes.map((type) => {
    const status = conditions.includes(type) ? "True" : "False";
    return { type, status, reason: "PlacementSuite", lastHeartbeatTime: now, lastTransitionTime: now };
  });
  const body = { status: { conditions: wanted } };
  await cluster.request("PATCH", `/api/v1/nodes/${name}/status`, body, strategicMerge);
}

async function untilTainted(cluster: TestCluster, names: readonly string[]): Promise<void> {
  await cluster.waitFor(
    "the node lifecycle controller to taint the nodes by their conditions and cordons",
    async () => {
      const { items } = await cluster.request<{ items: readonly Node[] }>("GET", "/api/v1/nodes");
      const byName = new Map(items.map((node) => [node.metadata?.name, node]));
      return names.every((name) => {
        const node = byName.get(name);
        return node !== undefined && lifecycleTaints(node) === expectedTaints(node);
      });
    },
    patience,
  );
}

const isLifecycleTaint = ({ key }: Taint): boolean => key.startsWith("node.kubernetes.io/");

function lifecycleTaints({ spec }: Node): string {
  const taints = (spec?.taints ?? []).filter(isLifecycleTaint);
  return taints
    .map(({ key, effect }) => `${key}:${effect}`)
    .sort()
    .join();
}

/** Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go#nodeConditionToTaintKeyStatusMap (v1.36) */
function expectedTaints({ spec, status }: Node): string {
  const statusOf = (wanted: string) => status?.conditions?.find(({ type }) => type === wanted)?.status;
  const expected = nodeConditionTypes
    .filter((type) => statusOf(type) === "True")
    .map((type) => `${conditionTaints[type]}:NoSchedule`);
  const ready = statusOf("Ready");
  if (ready !== "True") {
    const key = `node.kubernetes.io/${ready === "False" ? "not-ready" : "unreachable"}`;
    expected.push(`${key}:NoExecute`, `${key}:NoSchedule`);
  }
  if (spec?.unschedulable) expected.push("node.kubernetes.io/unschedulable:NoSchedule");
  return expected.sort().join();
}
