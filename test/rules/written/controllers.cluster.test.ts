import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Fields } from "../../../src/rules/pods/templateFields.ts";
import { asWritten } from "../../../src/rules/written/written.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { apply, createdAnew, diffOf, inNamespace, type Live, nameOf, pathOf, read } from "./applied.ts";
import type { Manifest } from "./manifests.ts";

const suffix = randomBytes(3).toString("hex");
const node = `written-${suffix}`;
const zone = { "topology.kubernetes.io/zone": "zone-a" };
const taint = { key: "written", value: suffix, effect: "NoSchedule" };
const own = { key: "written", operator: "Exists", effect: "NoSchedule" };
const pod = {
  nodeSelector: { pool: node },
  tolerations: [own],
  containers: [
    { name: "shop", image: "registry.example/shop/api:1.4", resources: { limits: { cpu: "100m" } } },
  ],
};

function workload(kind: Manifest["kind"], name: string, spec: Fields): Manifest {
  const labels = { app: name };
  return {
    apiVersion: kind === "ReplicationController" ? "v1" : "apps/v1",
    kind,
    metadata: { name },
    spec: {
      ...(kind !== "ReplicationController" && { selector: { matchLabels: labels } }),
      template: { metadata: { labels }, spec: pod },
      ...spec,
    },
  };
}

const workloads = [
  workload("Deployment", "grafana", {}),
  workload("StatefulSet", "postgres", { serviceName: "postgres" }),
  workload("DaemonSet", "fluentd", {}),
  workload("ReplicaSet", "keycloak", {}),
  workload("ReplicationController", "redis", {}),
];
const pods: readonly Manifest[] = [
  { apiVersion: "v1", kind: "Pod", metadata: { name: "scheduled", labels: { app: "shell" } }, spec: pod },
  { apiVersion: "v1", kind: "Pod", metadata: { name: "aimed" }, spec: { ...pod, nodeName: node } },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "labelled", labels: { ...zone, app: "shell" } },
    spec: pod,
  },
];

/** What controllers make of workloads, and the scheduler of pods. */
describe.skipIf(!inject("cluster").managed)("objects that controllers made", { timeout: 120_000 }, () => {
  const { request, waitFor } = testCluster();
  let namespace: string;
  let made: readonly Live[] = [];

  const itemsOf = async (kind: string): Promise<readonly Live[]> => {
    const { items } = await request<{ items: Live[] }>("GET", pathOf(kind, namespace));
    return items.map((item) => ({ ...item, apiVersion: kind === "Pod" ? "v1" : "apps/v1", kind }));
  };
  const ownedBy = (kind: string, owner: string) => {
    const found = made.filter(
      (object) =>
        object.kind === kind && object.metadata?.ownerReferences?.some(({ kind: of }) => of === owner),
    );
    expect(found, `${kind} of a ${owner}`).toHaveLength(1);
    return found[0] as Live;
  };

  beforeAll(async () => {
    namespace = await testCluster().createNamespace("written");
    await testCluster().createNode({ name: node, labels: { pool: node, ...zone }, taints: [taint] });
    await apply([...workloads, ...pods].map((manifest) => inNamespace(manifest, namespace)));
    await waitFor("all pods to run", async () => {
      const all = await itemsOf("Pod");
      const running = all.filter(({ spec, ...rest }) => spec["nodeName"] === node && isRunning(rest));
      return running.length === workloads.length + pods.length;
    });
    made = [...(await itemsOf("ReplicaSet")), ...(await itemsOf("Pod"))];
  }, 120_000);
  afterAll(async () => {
    await request("DELETE", `/api/v1/namespaces/${namespace}`);
    await testCluster().deleteNodes([node]);
  });

  test("a Deployment's ReplicaSet is as its Deployment, but for the name", () => {
    const { metadata, spec } = asWritten(ownedBy("ReplicaSet", "Deployment")) as Live;
    expect(spec).toStrictEqual(workloads[0]?.spec);
    expect(metadata).toStrictEqual({
      name: expect.stringMatching(/^grafana-/),
      namespace,
      labels: { app: "grafana" },
    });
  });

  test.each([
    ["ReplicaSet", {}],
    ["ReplicationController", {}],
    ["StatefulSet", { hostname: "postgres-0", subdomain: "postgres" }],
  ])("the pod of a %s is its template", (owner, added) => {
    const live = made
      .filter(({ kind }) => kind === "Pod")
      .filter(({ metadata }) => metadata?.ownerReferences?.[0]?.kind === owner);
    expect(live.length).toBeGreaterThan(0);
    for (const one of live) {
      const { metadata, spec } = asWritten(one) as Live;
      expect(spec).toStrictEqual({ ...pod, ...added });
      expect(metadata).toStrictEqual({ name: nameOf(one), namespace, labels: { app: expect.any(String) } });
    }
  });

  test("the pod of a DaemonSet keeps what its controller added", () => {
    const { spec } = asWritten(ownedBy("Pod", "DaemonSet")) as Live;
    expect(spec).not.toHaveProperty("nodeName");
    expect(spec["affinity"]).toMatchObject({ nodeAffinity: {} });
    expect(spec["tolerations"]).toContainEqual({
      key: "node.kubernetes.io/not-ready",
      operator: "Exists",
      effect: "NoExecute",
    });
    expect(spec["tolerations"]).toContainEqual(own);
  });

  test("a pod keeps the node and the zone that its author gave it, and loses those of the scheduler", async () => {
    const live = await Promise.all(pods.map(({ metadata }) => read("Pod", namespace, metadata.name)));
    expect(
      live.map(({ spec, metadata }) => [spec["nodeName"], metadata?.labels?.["topology.kubernetes.io/zone"]]),
    ).toStrictEqual(pods.map(() => [node, "zone-a"]));
    expect(live.map(asWritten)).toStrictEqual(pods.map((manifest) => inNamespace(manifest, namespace)));
  });

  test("change nothing when they are applied", async () => {
    expect(made).toHaveLength(2 + workloads.length + pods.length);
    expect(await diffOf(made)).toBe("");
  });

  test("give the same object when they are created anew", async () => {
    for (const live of made) {
      const { spec } = live;
      expect
        .soft(await createdAnew(live), nameOf(live))
        .toStrictEqual(live.kind === "Pod" ? spec : withoutHash(spec));
    }
  });
});

function isRunning(object: KubeObject): boolean {
  return (object as { status?: { phase?: string } }).status?.phase === "Running";
}

/** The hash of the template, which is a controller's, in a selector and in labels. */
function withoutHash(spec: Fields): Fields {
  return JSON.parse(
    JSON.stringify(spec, (key, value) => (key === "pod-template-hash" ? undefined : value)),
  ) as Fields;
}
