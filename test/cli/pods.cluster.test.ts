import { beforeAll, describe, expect } from "vitest";
import type { Explanation } from "../../src/explanation/explanation.ts";
import type { PodFacts, PodStage } from "../../src/explanation/podFacts.ts";
import type { Pod } from "../../src/kube/objects.ts";
import { workload } from "../cluster/executable.ts";
import { test, testCluster } from "../cluster/fixture.ts";

const pool = "pods-suite";
const zone = "topology.kubernetes.io/zone";
const container = { name: "web", image: "nginx:1.27" };
const requests = (resources: object) => ({
  containers: [{ ...container, resources: { requests: resources } }],
});
const labels = { app: "web" };
const avoiding = (key: string) => ({
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: labels }, topologyKey: key },
    ],
  },
});
const onNodes = (...terms: readonly object[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: terms.map((term) => ({ matchExpressions: [term] })),
    },
  },
});

/** Pods that the real scheduler holds back, each in another way, and what has to stand among its reasons. */
const heldBack: readonly (readonly [name: string, spec: object, reason: RegExp])[] = [
  ["cpu", requests({ cpu: "4000" }), /^Insufficient cpu$/],
  ["memory", requests({ memory: "900Ti" }), /^Insufficient memory$/],
  ["storage", requests({ "ephemeral-storage": "900Ti" }), /^Insufficient ephemeral-storage$/],
  [
    "gpu",
    { containers: [{ ...container, resources: { limits: { "nvidia.com/gpu": "1" } } }] },
    /^Insufficient nvidia.com\/gpu$/,
  ],
  ["both", requests({ cpu: "4000", memory: "900Ti" }), /^Insufficient memory$/],
  [
    "init-container",
    { initContainers: [{ ...container, name: "migrate", resources: { requests: { cpu: "4000" } } }] },
    /^Insufficient cpu$/,
  ],
  ["selector", { nodeSelector: { disk: "nvme" } }, /^didn't match Pod's node affinity\/selector$/],
  ["two-selectors", { nodeSelector: { pool, disk: "nvme" } }, /^didn't match Pod's node affinity\/selector$/],
  [
    "affinity-in",
    { affinity: onNodes({ key: "arch", operator: "In", values: ["riscv64"] }) },
    /^didn't match Pod's node affinity\/selector$/,
  ],
  [
    "affinity-terms",
    { affinity: onNodes({ key: "a", operator: "Exists" }, { key: "b", operator: "Gt", values: ["3"] }) },
    /^didn't match Pod's node affinity\/selector$/,
  ],
  ["taint", { nodeSelector: { "pods-suite": "tainted" } }, /^had untolerated taint/],
  [
    "other-toleration",
    {
      nodeSelector: { "pods-suite": "tainted" },
      tolerations: [{ key: "gpu", operator: "Equal", value: "false", effect: "NoSchedule" }],
    },
    /^had untolerated taint/,
  ],
  ["cordoned", { nodeSelector: { "pods-suite": "cordoned" } }, /^were unschedulable$/],
  [
    "host-port",
    {
      nodeSelector: { "pods-suite": "plain" },
      containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 8080 }] }],
    },
    /^didn't have free ports for the requested pod ports$/,
  ],
  [
    "anti-affinity",
    { nodeSelector: { "pods-suite": "plain" }, affinity: avoiding("kubernetes.io/hostname") },
    /^didn't match pod anti-affinity rules$/,
  ],
  [
    "pod-affinity",
    {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { labelSelector: { matchLabels: { app: "nobody" } }, topologyKey: "kubernetes.io/hostname" },
          ],
        },
      },
    },
    /^didn't match pod affinity rules$/,
  ],
  [
    "spread-without-label",
    {
      nodeSelector: { pool },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "rack",
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: { matchLabels: labels },
        },
      ],
    },
    /^didn't match pod topology spread constraints \(missing required label\)$/,
  ],
];

async function explained(namespace: string, name: string) {
  const reader = testCluster().kubeconfigFor("reader");
  const { stdout, stderr, exitCode } = await workload(
    ["explain", `po/${name}`, "-n", namespace, "-o", "json"],
    reader,
  );
  expect({ stderr, exitCode }, name).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout) as Omit<Explanation, "facts"> & { readonly facts: PodFacts };
}

describe("kubectl workload explain pod, against the real scheduler", () => {
  beforeAll(async () => {
    const cluster = testCluster();
    const nodes = [
      { name: `${pool}-plain`, labels: { pool, "pods-suite": "plain", [zone]: "zone-a" } },
      {
        name: `${pool}-tainted`,
        labels: { pool, "pods-suite": "tainted", [zone]: "zone-b" },
        taints: [{ key: "gpu", value: "true", effect: "NoSchedule" as const }],
      },
      { name: `${pool}-cordoned`, labels: { pool, "pods-suite": "cordoned" }, unschedulable: true },
    ];
    for (const node of nodes) await cluster.createNode(node);
  }, 60_000);

  test("counts the nodes as the scheduler's own condition and event do", { timeout: 120_000 }, async ({
    cluster,
    namespace,
  }) => {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const create = (name: string, spec: object) =>
      cluster.request("POST", path, {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, labels },
        spec: { containers: [container], ...spec },
      });
    await create("occupant", {
      nodeSelector: { "pods-suite": "plain" },
      containers: [{ ...container, ports: [{ containerPort: 80, hostPort: 8080 }] }],
    });
    const conditionOf = async (name: string) => {
      const { status } = await cluster.request<Pod>("GET", `${path}/${name}`);
      return status?.conditions?.find(({ type }) => type === "PodScheduled");
    };
    await cluster.waitFor(
      "the occupant to be bound",
      async () => (await conditionOf("occupant"))?.status === "True",
    );
    for (const [name, spec] of heldBack) await create(name, spec);
    for (const [name, , reason] of heldBack) {
      const condition = await cluster.waitFor(`the scheduler to speak of ${name}`, async () => {
        const known = await conditionOf(name);
        return known?.reason === "Unschedulable" ? known : undefined;
      });
      const { facts, verdict } = await explained(namespace, name);
      expect(facts.stage, name).toBe<PodStage>("Scheduling");
      expect(verdict.state, name).toBe("Blocked");
      expect(facts.waiting?.message, name).toBe(condition.message);
      const { nodes = 0, reasons = [] } = facts.scheduling ?? {};
      expect(condition.message, name).toContain(`0/${nodes} nodes are available: `);
      for (const { nodes: count, reason: said } of reasons) {
        const spelled = [`${count} ${said}`, `${count} node(s) ${said}`];
        expect(
          spelled.some((each) => condition.message?.includes(each)),
          name,
        ).toBe(true);
      }
      expect(
        reasons.some(({ reason: said }) => reason.test(said)),
        `${name}: ${condition.message}`,
      ).toBe(true);
      expect(verdict.sentence, name).not.toContain("are out: ");
      expect(
        facts.events.map((event) => event.reason),
        name,
      ).toContain("FailedScheduling");
    }
  });

  test("says of gated pods and pods of controllers what they are", async ({ cluster, namespace }) => {
    await cluster.request("POST", `/api/v1/namespaces/${namespace}/pods`, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "gated" },
      spec: { schedulingGates: [{ name: "example.com/quota" }], containers: [container] },
    });
    await cluster.request("POST", `/apis/apps/v1/namespaces/${namespace}/deployments`, {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { nodeSelector: { pool }, containers: [container] } },
      },
    });
    const name = await cluster.waitFor("the pod of the Deployment to be ready", async () => {
      const query = "labelSelector=app%3Dweb";
      const { items } = await cluster.request<{ items: Pod[] }>(
        "GET",
        `/api/v1/namespaces/${namespace}/pods?${query}`,
      );
      const [pod] = items.filter(({ status }) =>
        status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
      );
      return pod?.metadata?.name;
    });
    const gated = await explained(namespace, "gated");
    expect(gated.facts).toMatchObject({ stage: "Gated", schedulingGates: ["example.com/quota"], owners: [] });
    const ofDeployment = await explained(namespace, name);
    expect(ofDeployment.facts.stage).toBe<PodStage>("Ready");
    expect(ofDeployment.facts.owners).toMatchObject([
      { kind: "ReplicaSet", state: "Found" },
      { kind: "Deployment", name: "web", state: "Found" },
    ]);
    expect(ofDeployment.verdict.sentence).toContain("of Deployment web runs and is ready on");
  });
});
