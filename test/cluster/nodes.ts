import type { Node, Pod } from "../../src/kube/objects.ts";
import { type NodeInput, nodeConditions, nodeObject, type Readiness } from "./nodeObjects.ts";
import { ApiError, maxConnections, type Request } from "./request.ts";
import { waitFor } from "./waitFor.ts";

export interface Nodes {
  /** Returns when the node has the taints that the node lifecycle controller gives it. */
  createNode(input: NodeInput): Promise<Node>;
  /** `describe` is called with 0 … count−1. Thousands at a time: 32 connections, one request a node. */
  createNodes(count: number, describe: (index: number) => NodeInput): Promise<void>;
  /**
   * Makes a node's kubelet well ("True"), unwell ("False") or silent ("Unknown"), and keeps it so. The node
   * lifecycle controller gives and takes the taints. It also marks the pods of a node unready when it finds the
   * kubelet silent itself, that is after the grace period; this does so at once, and undoes it for "True".
   * A kubelet that is unwell leaves its pods Ready. "True" takes up to 30 s: kwok must take the node over again.
   */
  setNodeReady(name: string, ready: Readiness): Promise<void>;
  /** Removes nodes; the pod garbage collector removes their pods, after 40 s or more. */
  deleteNodes(names: Iterable<string>): Promise<void>;
}

const notReady = "node.kubernetes.io/not-ready";
const unreachable = "node.kubernetes.io/unreachable";
const cordoned = "node.kubernetes.io/unschedulable";
const taintOfReadiness = { True: undefined, False: notReady, Unknown: unreachable } as const;
const lifecycleTaints: readonly string[] = [notReady, unreachable, cordoned];
const patience = 60_000;

/**
 * Nodes are simulated by kwok, which touches only nodes whose Lease it holds, and the pods on them. A node that
 * is not ready therefore has a Lease held in its own name, as a kubelet's is: kwok leaves it alone, and only the
 * real node lifecycle controller acts on it. (Its pods kwok leaves alone only in about half of its starts.)
 */
export function createNodesOf(request: Request, kubeletVersion: string): Nodes {
  const post = async (input: NodeInput): Promise<Node> => {
    if (input.ready !== undefined && input.ready !== "True") await holdLease(request, input.name);
    return request<Node>("POST", "/api/v1/nodes", nodeObject(input, kubeletVersion));
  };

  return {
    async createNode(input) {
      await post(input);
      return settled(request, input);
    },

    async createNodes(count, describe) {
      const inputs = Array.from({ length: count }, (_, index) => describe(index));
      await inParallel(inputs, post);
      await allSettled(request, inputs);
    },

    async setNodeReady(name, ready) {
      if (ready === "True") {
        await setConditions(request, name, ready);
        await releaseLease(request, name);
        await markPods(request, name, "True");
      } else {
        await holdLease(request, name);
        await setConditions(request, name, ready);
      }
      const node = await request<Node>("GET", `/api/v1/nodes/${name}`);
      await settled(request, { name, ready, unschedulable: node.spec?.unschedulable ?? false }, () => {
        // An update of kwok's may have been under way when the Lease was taken.
        return setConditions(request, name, ready);
      });
      if (ready === "Unknown") await markPods(request, name, "False");
    },

    async deleteNodes(names) {
      await inParallel([...names], (name) => request("DELETE", `/api/v1/nodes/${name}`));
    },
  };
}

async function settled(request: Request, input: NodeInput, repair?: () => Promise<void>): Promise<Node> {
  const expected = expectedTaints(input);
  const { ready = "True" } = input;
  const description =
    `node ${input.name} to be Ready=${ready} with the taints [${expected.join(", ")}]; the node lifecycle ` +
    "controller adds no NoExecute taint while every node of the cluster is unready";
  return waitFor(
    description,
    async () => {
      const node = await request<Node>("GET", `/api/v1/nodes/${input.name}`);
      const status = node.status?.conditions?.find(({ type }) => type === "Ready")?.status;
      if (status !== ready) await repair?.();
      return status === ready && hasExactly(node, expected) && node;
    },
    patience,
  );
}

async function allSettled(request: Request, inputs: readonly NodeInput[]): Promise<void> {
  let waiting = inputs;
  await waitFor(
    `the node lifecycle controller to taint and untaint ${inputs.length} new nodes`,
    async () => {
      const { items } = await request<{ items: readonly Node[] }>("GET", "/api/v1/nodes?resourceVersion=0");
      const nodes = new Map(items.map((node) => [node.metadata?.name, node]));
      waiting = waiting.filter((input) => {
        const node = nodes.get(input.name);
        return node === undefined || !hasExactly(node, expectedTaints(input));
      });
      return waiting.length === 0;
    },
    patience + inputs.length * 50,
  );
}

/** The taints that the lifecycle controller and admission give, as `key:effect`. */
function expectedTaints({ ready = "True", unschedulable = false }: NodeInput): string[] {
  const key = taintOfReadiness[ready];
  return [
    ...(key ? [`${key}:NoExecute`, `${key}:NoSchedule`] : []),
    ...(unschedulable ? [`${cordoned}:NoSchedule`] : []),
  ].sort();
}

function hasExactly(node: Node, expected: readonly string[]): boolean {
  const taints = (node.spec?.taints ?? []).filter(({ key }) => lifecycleTaints.includes(key));
  const actual = taints.map(({ key, effect }) => `${key}:${effect}`).sort();
  return actual.join() === expected.join();
}

const leasePath = (name: string) => `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`;

async function holdLease(request: Request, name: string): Promise<void> {
  const renewTime = new Date().toISOString().replace("Z", "000Z");
  const lease = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name, namespace: "kube-node-lease" },
    spec: { holderIdentity: name, leaseDurationSeconds: 365 * 24 * 3600, renewTime },
  };
  await request("PATCH", `${leasePath(name)}?fieldManager=test-cluster&force=true`, lease, {
    contentType: "application/apply-patch+yaml",
  });
}

async function releaseLease(request: Request, name: string): Promise<void> {
  const heldInItsOwnName = async () => {
    const lease = await request<{ spec?: { holderIdentity?: string } }>("GET", leasePath(name));
    return lease.spec?.holderIdentity === name;
  };
  if (!(await heldInItsOwnName().catch(absent))) return;
  await request("DELETE", leasePath(name));
  await waitFor(`kwok to take the Lease of node ${name}`, async () => !(await heldInItsOwnName()), patience);
}

function absent(error: unknown): false {
  if (error instanceof ApiError && error.status === 404) return false;
  throw error;
}

async function setConditions(request: Request, name: string, ready: Readiness): Promise<void> {
  const body = { status: { conditions: nodeConditions(ready) } };
  await request("PATCH", `/api/v1/nodes/${name}/status`, body, {
    contentType: "application/strategic-merge-patch+json",
  });
}

/**
 * Sets the Ready condition of a node's running pods, leaving its reason as it is, as the node lifecycle
 * controller does. Upstream: pkg/controller/util/node/controller_utils.go#MarkPodsNotReady (v1.36)
 */
async function markPods(request: Request, node: string, status: "True" | "False"): Promise<void> {
  const selector = encodeURIComponent(`spec.nodeName=${node},status.phase=Running`);
  const path = `/api/v1/pods?fieldSelector=${selector}`;
  const { items } = await request<{ items: readonly Pod[] }>("GET", path);
  const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
  const body = { status: { conditions: [{ type: "Ready", status, lastTransitionTime }] } };
  await inParallel(items, async ({ metadata }) => {
    await request("PATCH", `/api/v1/namespaces/${metadata?.namespace}/pods/${metadata?.name}/status`, body, {
      contentType: "application/strategic-merge-patch+json",
    });
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const rest = items.values();
  const workers = Array.from({ length: Math.min(maxConnections, items.length) }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(workers);
}
