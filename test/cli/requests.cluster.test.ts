import { describe, expect } from "vitest";
import type { Deployment, StatefulSet } from "../../src/kube/objects.ts";
import type { TestCluster } from "../cluster/connection.ts";
import { workload } from "../cluster/executable.ts";
import { test } from "../cluster/fixture.ts";

const labels = { app: "grafana" };
const template = {
  metadata: { labels },
  spec: {
    containers: [{ name: "grafana", image: "grafana:12.3", ports: [{ name: "http", containerPort: 3000 }] }],
    volumes: [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data" } }],
  },
};

/** A Deployment with all that is read beside one: Service, autoscaler, budget, quota, claim; and a StatefulSet. */
async function stage(cluster: TestCluster, namespace: string): Promise<void> {
  const create = (path: string, object: object) =>
    cluster.request("POST", path.replace("NS", `namespaces/${namespace}`), object);
  await create("/api/v1/NS/persistentvolumeclaims", {
    metadata: { name: "grafana-data" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  });
  await create("/api/v1/NS/services", {
    metadata: { name: "grafana" },
    spec: { selector: labels, ports: [{ port: 80, targetPort: "http" }] },
  });
  await create("/api/v1/NS/services", {
    metadata: { name: "loki" },
    spec: { clusterIP: "None", selector: { app: "loki" }, ports: [{ name: "http", port: 3100 }] },
  });
  await create("/api/v1/NS/resourcequotas", {
    metadata: { name: "pods" },
    spec: { hard: { pods: "20" } },
  });
  await create("/apis/policy/v1/NS/poddisruptionbudgets", {
    metadata: { name: "grafana" },
    spec: { selector: { matchLabels: labels }, maxUnavailable: 1 },
  });
  await create("/apis/apps/v1/NS/deployments", {
    metadata: { name: "grafana" },
    spec: { replicas: 1, selector: { matchLabels: labels }, template },
  });
  await create("/apis/apps/v1/NS/statefulsets", {
    metadata: { name: "loki" },
    spec: {
      replicas: 2,
      serviceName: "loki",
      selector: { matchLabels: { app: "loki" } },
      template: {
        metadata: { labels: { app: "loki" } },
        spec: { containers: [{ name: "loki", image: "loki:3.5" }] },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      ],
    },
  });
  await cluster.waitFor(
    "both to be ready",
    async () => {
      const apps = `/apis/apps/v1/namespaces/${namespace}`;
      const deployment = await cluster.request<Deployment>("GET", `${apps}/deployments/grafana`);
      const statefulSet = await cluster.request<StatefulSet>("GET", `${apps}/statefulsets/loki`);
      return deployment.status?.readyReplicas === 1 && statefulSet.status?.readyReplicas === 2;
    },
    60_000,
  );
}

describe("what is asked of the API server", () => {
  test("for one Deployment: no nodes, and nothing of another namespace", async ({ cluster, namespace }) => {
    await stage(cluster, namespace);
    const reader = cluster.kubeconfigFor("reader");
    const { stderr, exitCode } = await workload(
      ["explain", "deploy/grafana", "-n", namespace, "-v=6"],
      reader,
    );
    expect(exitCode).toBe(0);
    const requests = stderr.trim().split("\n");
    const line = /^GET https:\/\/[^/]+(\/\S*) (\d{3}) .* in \d+ milliseconds$/;
    const paths = requests.map((request) => line.exec(request)?.[1] ?? `not a request: ${request}`);
    // Of the cluster as a whole only its version, its APIs and the volume behind the claim.
    const elsewhere = paths.filter((path) => !path.includes(`/namespaces/${namespace}/`));
    expect(
      elsewhere.filter((path) => !/^\/(version|apis|api\/v1\/persistentvolumes\/[^/]+)$/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => path.includes("/nodes"))).toEqual([]);
    expect(paths).toContainEqual(expect.stringContaining("/replicasets?labelSelector=app%3Dgrafana"));
    expect(new Set(paths).size, "no request is made twice").toBe(paths.length);
    expect(requests.every((request) => / 200 OK in /.test(request))).toBe(true);
  });
});
