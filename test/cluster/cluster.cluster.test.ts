import { execFile } from "node:child_process";
import { Resolver } from "node:dns/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { DaemonSet, Node, Pod, Service } from "../../src/kube/objects.ts";
import { test, testCluster } from "./fixture.ts";

const run = promisify(execFile);
const suffix = Math.random().toString(36).slice(2, 8);
const pool = `smoke-${suffix}`;
const nodeNames = ["node-1", "node-2", "gpu-0", "node-9"].map((name) => `${name}-${suffix}`);
const [worker = "", otherWorker = "", gpu = "", unready = ""] = nodeNames;

function fluentd(): DaemonSet {
  const labels = { app: "fluentd" };
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "fluentd" },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeSelector: { pool }, containers: [{ name: "fluentd", image: "fluentd:v1.19" }] },
      },
    },
  };
}

async function createFluentd(namespace: string, numberReady: number): Promise<void> {
  const { request, waitFor } = testCluster();
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets`;
  await request("POST", path, fluentd());
  await waitFor(`fluentd to be ready on ${numberReady} nodes`, async () => {
    const { status, metadata } = await request<DaemonSet>("GET", `${path}/fluentd`);
    const observed = status?.observedGeneration === metadata?.generation;
    return observed && status?.desiredNumberScheduled === numberReady && status.numberReady === numberReady;
  });
}

async function podsOf(namespace: string): Promise<readonly Pod[]> {
  const path = `/api/v1/namespaces/${namespace}/pods`;
  return (await testCluster().request<{ items: Pod[] }>("GET", path)).items;
}

async function taintsOf(node: string): Promise<string[]> {
  const { spec } = await testCluster().request<Node>("GET", `/api/v1/nodes/${node}`);
  return (spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).sort();
}

async function kubectl(kubeconfig: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run("kubectl", ["--kubeconfig", kubeconfig, ...args]);
  return stdout.trim();
}

describe.runIf(testCluster().managed)("the test cluster", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    const cluster = testCluster();
    const labels = { pool };
    await cluster.createNode({ name: worker, labels });
    await cluster.createNode({ name: otherWorker, labels });
    await cluster.createNode({
      name: gpu,
      labels,
      taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }],
    });
    await cluster.createNode({ name: unready, labels, ready: "Unknown" });
  });
  afterAll(() => testCluster().deleteNodes(nodeNames));

  test("runs a DaemonSet on the nodes where it should run", async ({ namespace }) => {
    await createFluentd(namespace, 2);
    const pods = await podsOf(namespace);
    expect(pods.map(({ spec }) => spec?.nodeName).sort()).toEqual([worker, otherWorker].sort());
    expect(pods.map(({ status }) => status?.phase)).toEqual(["Running", "Running"]);
  });

  test("taints a node whose kubelet is silent, and one that becomes unready", async ({
    cluster,
    namespace,
  }) => {
    expect(await taintsOf(unready)).toEqual([
      "node.kubernetes.io/unreachable:NoExecute",
      "node.kubernetes.io/unreachable:NoSchedule",
    ]);
    await createFluentd(namespace, 2);
    const podReady = async () => {
      const pod = (await podsOf(namespace)).find(({ spec }) => spec?.nodeName === otherWorker);
      return pod?.status?.conditions?.find(({ type }) => type === "Ready")?.status;
    };

    await cluster.setNodeReady(otherWorker, "False");
    expect(await taintsOf(otherWorker)).toEqual([
      "node.kubernetes.io/not-ready:NoExecute",
      "node.kubernetes.io/not-ready:NoSchedule",
    ]);
    expect(await podReady()).toBe("True");

    await cluster.setNodeReady(otherWorker, "Unknown");
    expect(await taintsOf(otherWorker)).toContain("node.kubernetes.io/unreachable:NoExecute");
    expect(await podReady()).toBe("False");

    await cluster.setNodeReady(otherWorker, "True");
    expect(await taintsOf(otherWorker)).toEqual([]);
    expect(await podReady()).toBe("True");
  });

  test("records the requests of a user", async ({ cluster, namespace }) => {
    await kubectl(cluster.kubeconfigFor("reader"), "get", "pods", "-n", namespace);
    const events = await cluster.auditEvents("reader");
    const lists = events.filter(({ objectRef }) => objectRef?.namespace === namespace);
    expect(lists.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`)).toEqual(["list pods"]);
  });

  test("answers for the pods of a headless Service by DNS", async ({ cluster, namespace }) => {
    await createFluentd(namespace, 2);
    const spec = { clusterIP: "None", selector: { app: "fluentd" }, ports: [{ port: 24224 }] };
    const service = { metadata: { name: "fluentd" }, spec } as Service;
    await cluster.request("POST", `/api/v1/namespaces/${namespace}/services`, service);
    const resolver = new Resolver();
    resolver.setServers([cluster.dnsServer ?? ""]);
    const addresses = await cluster.waitFor("CoreDNS to know both pods", async () => {
      const found = await resolver.resolve4(`fluentd.${namespace}.svc.cluster.local`);
      return found.length === 2 && found;
    });
    const podIPs = (await podsOf(namespace)).map(({ status }) => status?.podIP);
    expect([...addresses].sort()).toEqual(podIPs.sort());
  });

  test("binds claims of the default StorageClass", async ({ cluster, namespace }) => {
    const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
    await cluster.request("POST", path, { metadata: { name: "grafana-data" }, spec });
    await cluster.waitFor("the claim to be bound", async () => {
      const claim = await cluster.request<{ status: { phase: string } }>("GET", `${path}/grafana-data`);
      return claim.status.phase === "Bound";
    });
  });

  test("knows its users by client certificate as well", async ({ cluster }) => {
    const path = cluster.kubeconfigFor("reader", { authentication: "certificate" });
    expect(await kubectl(path, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")).toBe(
      "reader",
    );
  });
});

describe("the users of the test cluster", { timeout: 30_000 }, () => {
  test.for([
    ["admin", "secrets", "yes"],
    ["reader", "nodes", "yes"],
    ["reader", "controllerrevisions.apps", "yes"],
    ["reader", "secrets", "no"],
    ["no-nodes", "pods", "yes"],
    ["no-nodes", "nodes", "no"],
    ["nobody", "pods", "no"],
  ] as const)("%s may list %s: %s", async ([user, resource, expected], { cluster }) => {
    const args = ["auth", "can-i", "list", resource, "--all-namespaces"];
    // `kubectl auth can-i` exits with 1 when the answer is no.
    const answer = await kubectl(cluster.kubeconfigFor(user), ...args).catch((error: { stdout: string }) => {
      return error.stdout.trim();
    });
    expect(answer).toBe(expected);
  });

  test("a reader may not write", async ({ cluster, namespace }) => {
    const writing = kubectl(
      cluster.kubeconfigFor("reader"),
      "create",
      "configmap",
      "fluentd",
      "-n",
      namespace,
    );
    await expect(writing).rejects.toThrow("configmaps is forbidden");
  });

  test("refusals carry the server's message", async ({ cluster }) => {
    const missing = cluster.request("GET", "/api/v1/namespaces/default/pods/fluentd");
    await expect(missing).rejects.toMatchObject({ status: 404, reason: "NotFound" });
    await expect(missing).rejects.toThrow('pods "fluentd" not found');
  });
});
