import { mkdtempSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect } from "vitest";
import type { Converted } from "../../../src/conversions/references/converting.ts";
import { conversionReferenceReads } from "../../../src/conversions/references/reads.ts";
import { conversionReferencesOf } from "../../../src/conversions/references/references.ts";
import type { SourceKind } from "../../../src/explanation/conversion.ts";
import type { ConversionReference } from "../../../src/explanation/conversionReference.ts";
import type { HorizontalPodAutoscaler, KubeObject, PodDisruptionBudget } from "../../../src/kube/objects.ts";
import { apiVersionOf, resourceOf } from "../../../src/kube/resources.ts";
import { objectNamed } from "../../../src/kube/snapshot.ts";
import { asWorkload } from "../../../src/rules/workloads.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import type { TestCluster } from "../../cluster/connection.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { bash } from "../runbooks/bash.ts";
import { short } from "./pointing.ts";

const pool = "references-suite";
const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-references-"));
/** The controllers have time of their own: that of autoscalers looks every 15 s. */
const patience = 60_000;

function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
): KubeObject {
  return { apiVersion, kind, metadata: { name, ...metadata }, spec } as KubeObject;
}

function workload(kind: string, name: string, spec: object = {}, container: object = {}): KubeObject {
  const labels = { app: name };
  return object("apps/v1", kind, name, {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { nodeSelector: { pool }, containers: [{ name, image: `${name}:1`, ...container }] },
    },
    ...spec,
  });
}

function hpa(name: string, target: object): KubeObject {
  return object("autoscaling/v2", "HorizontalPodAutoscaler", name, {
    scaleTargetRef: target,
    maxReplicas: 5,
  });
}

const budget = (name: string, matchLabels: object, spec: object) =>
  object("policy/v1", "PodDisruptionBudget", name, { selector: { matchLabels }, ...spec });
const policy = (name: string, matchLabels: object, spec: object = {}) =>
  object("networking.k8s.io/v1", "NetworkPolicy", name, { podSelector: { matchLabels }, ...spec });
const service = (name: string, selector: object, spec: object = {}, metadata: object = {}) =>
  object("v1", "Service", name, { selector, ports: [{ port: 80 }], ...spec }, metadata);

/** The namespace of a test, and what is asked of the API server there. */
class Shop {
  readonly cluster: TestCluster;
  readonly namespace: string;

  constructor(cluster: TestCluster, namespace: string) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  async create<T extends KubeObject>(made: T): Promise<T> {
    return this.cluster.request<T>("POST", pathOf(made, this.namespace), made);
  }

  async get<T extends KubeObject>(like: KubeObject): Promise<T> {
    return this.cluster.request<T>("GET", `${pathOf(like, this.namespace)}/${like.metadata?.name}`);
  }

  async delete(like: KubeObject): Promise<void> {
    await this.cluster.request("DELETE", `${pathOf(like, this.namespace)}/${like.metadata?.name}`);
  }

  async run(command: string | undefined): Promise<void> {
    if (command === undefined) throw new Error("there is no command");
    await bash(command, { folder, env: { KUBECONFIG: this.cluster.kubeconfig } });
  }

  /** As a user who may only read. */
  async pointingAt(
    kind: SourceKind,
    name: string,
    to: Partial<Converted>,
  ): Promise<readonly ConversionReference[]> {
    const { cluster, namespace } = this;
    const resource = resourceOf({ apiVersion: "apps/v1", kind });
    if (resource === undefined) throw new Error(`no resource ${kind}`);
    const source = await openCluster(
      { kubeconfig: cluster.kubeconfigFor("reader") },
      { env: {}, homedir: homedir(), stderr: process.stderr },
    );
    try {
      const snapshot = await source.collect(() => [
        { resource, namespace, name },
        ...conversionReferenceReads(namespace, kind),
      ]);
      const read = objectNamed(snapshot, resource, namespace, name);
      if (read === undefined) throw new Error(`${kind} ${name} was not read`);
      const subject = asWorkload(kind, read);
      const podLabels = subject.spec?.template?.metadata?.labels ?? {};
      // Whoever reads may not patch: as somebody types it who has a context for that.
      const connection = "--context admin@test-cluster";
      return conversionReferencesOf(
        subject,
        { kind: "StatefulSet", name, podLabels, ...to },
        snapshot,
        connection,
      );
    } finally {
      source.close();
    }
  }

  /** What each patch makes of its object, and that the way back leads to what was there. */
  async patched(references: readonly ConversionReference[]): Promise<ReadonlyMap<string, KubeObject>> {
    const found = new Map<string, KubeObject>();
    for (const { ref, path, patch, unpatch } of references) {
      if (patch === undefined) continue;
      const like = { ...ref, metadata: { name: ref.name } };
      const before = said(await this.get(like));
      await this.run(patch);
      const between = await this.get(like);
      expect(said(between)).not.toEqual(before);
      found.set(`${ref.kind}/${ref.name} ${path}`, between);
      await this.run(unpatch);
      expect(said(await this.get(like))).toEqual(before);
    }
    return found;
  }
}

/** What people write of an object, without what the server counts. */
function said({ metadata, ...rest }: KubeObject): object {
  const { spec } = rest as { readonly spec?: object };
  return { spec, ownerReferences: metadata?.ownerReferences, labels: metadata?.labels };
}

function pathOf(like: { readonly apiVersion?: string; readonly kind?: string }, namespace: string): string {
  const resource = resourceOf(like);
  if (resource === undefined) throw new Error(`no resource of ${like.kind}`);
  const version = apiVersionOf(resource);
  return `/${version.includes("/") ? "apis" : "api"}/${version}/namespaces/${namespace}/${resource.resource}`;
}

function conditionOf(
  {
    status,
  }: {
    readonly status?: {
      readonly conditions?: readonly { type: string; status: string; reason?: string; message?: string }[];
    };
  },
  type: string,
) {
  return status?.conditions?.find((condition) => condition.type === type);
}

describe("what points at a workload, against a real cluster", () => {
  beforeAll(async () => {
    const node = { name: `${pool}-a`, labels: { pool } };
    await testCluster()
      .createNode(node)
      .catch((error: { status?: number }) => {
        if (error.status !== 409) throw error;
      });
  }, patience);

  test("a Deployment's autoscaler is turned to the StatefulSet and back, the rest holds", async ({
    cluster,
    namespace,
  }) => {
    const shop = new Shop(cluster, namespace);
    const isGrafana = { app: "grafana" };
    const named = { apiVersion: "apps/v1", kind: "Deployment", name: "grafana" };
    const { metadata } = await shop.create(workload("Deployment", "grafana"));
    const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "grafana", uid: metadata?.uid };
    await shop.create(hpa("grafana", named));
    await shop.create(hpa("grafana-old", { ...named, apiVersion: "extensions/v1beta1" }));
    await shop.create(budget("grafana", isGrafana, { maxUnavailable: 1 }));
    await shop.create(service("grafana", isGrafana));
    await shop.create(service("grafana-renderer", { app: "renderer" }, {}, { ownerReferences: [owner] }));
    const ingress = [{ from: [{ podSelector: { matchLabels: isGrafana } }] }];
    await shop.create(policy("prometheus", { app: "prometheus" }, { ingress }));

    const found = await shop.pointingAt("Deployment", "grafana", { kind: "StatefulSet", replicas: 1 });
    expect(short(found)).toEqual([
      "HorizontalPodAutoscaler/grafana by Kind breaks",
      "HorizontalPodAutoscaler/grafana-old by Kind breaks",
      "Service/grafana-renderer by Kind breaks",
      "NetworkPolicy/prometheus by Labels holds",
      "PodDisruptionBudget/grafana by Labels holds",
      "Service/grafana by Labels holds",
    ]);
    const patched = await shop.patched(found);
    expect(patched.get("HorizontalPodAutoscaler/grafana /spec/scaleTargetRef")).toMatchObject({
      spec: { scaleTargetRef: { ...named, kind: "StatefulSet" }, maxReplicas: 5 },
    });
    expect(patched.get("Service/grafana-renderer /metadata/ownerReferences/0")).toMatchObject({
      metadata: { name: "grafana-renderer" },
    });
    // The one that is dead as it is would begin to scale beside the first.
    expect([...patched.keys()]).not.toContain("HorizontalPodAutoscaler/grafana-old /spec/scaleTargetRef");
    expect(patched.size).toBe(2);
  });

  test("an autoscaler scales nothing once its Deployment is gone, and a StatefulSet once it names that", async ({
    cluster,
    namespace,
  }) => {
    const shop = new Shop(cluster, namespace);
    const named = { apiVersion: "apps/v1", kind: "Deployment", name: "grafana" };
    const deployment = await shop.create(workload("Deployment", "grafana"));
    const old = hpa("grafana", named);
    const older = hpa("loki", { ...named, apiVersion: "extensions/v1beta1", name: "grafana" });
    await shop.create(old);
    const says = (like: KubeObject, reason: string) =>
      cluster.waitFor(
        `the autoscaler to say ${reason}`,
        async () => {
          const condition = conditionOf(await shop.get<HorizontalPodAutoscaler>(like), "AbleToScale");
          return condition?.reason === reason ? condition : undefined;
        },
        patience,
      );
    await says(old, "SucceededGetScale");
    const [reference] = await shop.pointingAt("Deployment", "grafana", {});
    expect(reference?.effect).toBe(
      "names `Deployment/grafana`, which is gone then: it scales nothing and says FailedGetScale",
    );
    await shop.create(older);
    await shop.delete(deployment);
    expect(await says(old, "FailedGetScale")).toMatchObject({
      status: "False",
      message: expect.stringContaining(`deployments.apps "grafana" not found`) as unknown,
    });
    expect((await says(older, "FailedGetScale")).message).toContain("no matches for kind");

    await shop.create(workload("StatefulSet", "grafana", { serviceName: "grafana" }));
    await shop.run(reference?.patch);
    await says(old, "SucceededGetScale");
  }, 240_000);

  test("what names the pods of a StatefulSet finds none of a Deployment", async ({ cluster, namespace }) => {
    const shop = new Shop(cluster, namespace);
    const primary = { app: "postgres", "statefulset.kubernetes.io/pod-name": "postgres-0" };
    const host = `postgres-0.postgres.${namespace}.svc.cluster.local`;
    await shop.create(service("postgres", { app: "postgres" }, { clusterIP: "None" }));
    await shop.create(service("postgres-primary", primary));
    await shop.create(policy("postgres-primary", primary));
    await shop.create(workload("StatefulSet", "postgres", { serviceName: "postgres" }));
    const env = [
      { name: "GF_DATABASE_HOST", value: `${host}:5432` },
      { name: "GF_DATABASE_PASSWORD", value: `${host}:hunter2` },
    ];
    await shop.create(workload("Deployment", "grafana", {}, { env, args: ["--wait-for", "postgres-0"] }));
    await cluster.request("POST", `/api/v1/namespaces/${namespace}/configmaps`, {
      metadata: { name: "pgbouncer" },
      data: { "pgbouncer.ini": `[databases]\nshop = host=${host} password=hunter2\n` },
    });

    const found = await shop.pointingAt("StatefulSet", "postgres", { kind: "Deployment", replicas: 1 });
    expect(found.map(({ ref, path, by, holds }) => [`${ref.kind}/${ref.name}`, path, by, holds])).toEqual([
      ["ConfigMap/pgbouncer", "/data/pgbouncer.ini", "PodName", false],
      ["Deployment/grafana", "/spec/template/spec/containers/0/args/1", "PodName", false],
      ["Deployment/grafana", "/spec/template/spec/containers/0/env/0/value", "PodName", false],
      ["Deployment/grafana", "/spec/template/spec/containers/0/env/1/value", "PodName", false],
      ["NetworkPolicy/postgres-primary", "/spec/podSelector", "PodName", false],
      ["Service/postgres", "/metadata/name", "PodName", false],
      ["Service/postgres-primary", "/spec/selector", "PodName", false],
      ["Service/postgres", "/spec/selector", "Labels", true],
    ]);
    expect(JSON.stringify(found)).not.toContain("hunter2");

    const patched = await shop.patched(found);
    expect(patched.get("Service/postgres-primary /spec/selector")).toMatchObject({
      spec: { selector: { app: "postgres" } },
    });
    expect(patched.get("NetworkPolicy/postgres-primary /spec/podSelector")).toMatchObject({
      spec: { podSelector: { matchLabels: { app: "postgres" } } },
    });

    const endpoints = async () => {
      const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=kubernetes.io/service-name=postgres-primary`;
      const { items } = await cluster.request<{
        items: { endpoints?: { targetRef?: { name: string } }[] }[];
      }>("GET", path);
      return items.flatMap(({ endpoints: all }) => all ?? []).map(({ targetRef }) => targetRef?.name ?? "");
    };
    await cluster.waitFor("the primary to be found", async () => (await endpoints()).join() === "postgres-0");
    await shop.delete(workload("StatefulSet", "postgres"));
    await shop.create(workload("Deployment", "postgres"));
    await cluster.waitFor("nothing to be found", async () => (await endpoints()).length === 0, patience);
    await shop.run(found.find(({ ref }) => ref.name === "postgres-primary" && ref.kind === "Service")?.patch);
    await cluster.waitFor("the Deployment's pod to be found", async () => (await endpoints()).length === 1);
  }, 180_000);

  // One each: of two budgets for one pod the controller hears of its pods for the first alone.
  for (const [field, value, minAvailable] of [
    ["maxUnavailable", 1, 0],
    ["minAvailable", "50%", 1],
  ] as const) {
    test(`a budget with ${field}: ${value} allows no eviction of a DaemonSet's pod until it is a number`, async ({
      cluster,
      namespace,
    }) => {
      const shop = new Shop(cluster, namespace);
      const protecting = budget("fluentd", { app: "fluentd" }, { [field]: value });
      await shop.create(workload("Deployment", "fluentd", { replicas: 2 }));
      await shop.create(protecting);
      const found = await shop.pointingAt("Deployment", "fluentd", { kind: "DaemonSet", replicas: 1 });
      expect(found).toMatchObject([{ path: `/spec/${field}`, value, holds: false }]);
      const patched = await shop.patched(found);
      expect([...patched.values()]).toMatchObject([{ spec: { minAvailable } }]);

      await shop.delete(workload("Deployment", "fluentd"));
      await shop.create(workload("DaemonSet", "fluentd"));
      const says = (description: string, wanted: (reason: string) => boolean) =>
        cluster.waitFor(
          `the disruption controller to say ${description}`,
          async () => {
            const is = conditionOf(await shop.get<PodDisruptionBudget>(protecting), "DisruptionAllowed");
            return is !== undefined && wanted(is.reason ?? "") ? is : undefined;
          },
          patience,
        );
      const message = "daemonsets.apps does not implement the scale subresource";
      await cluster.waitFor(
        message,
        async () => (await says("why", () => true)).message === message,
        patience,
      );
      await shop.run(found[0]?.patch);
      await says("how many", (reason) => reason !== "SyncFailed");
    }, 120_000);
  }
});
