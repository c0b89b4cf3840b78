import { describe, expect, it } from "vitest";
import type { DaemonSet, KubeObject } from "../../../src/kube/objects.ts";
import type { Read } from "../../../src/kube/read.ts";
import {
  daemonSets,
  nodes,
  pods,
  services,
  statefulSets,
  storageClasses,
} from "../../../src/kube/resources.ts";
import { objectNamed, type ReadPlan, resultOf } from "../../../src/kube/snapshot.ts";
import { collect } from "../../../src/source/collect.ts";
import { manifestSource } from "../../../src/source/manifests/manifestSource.ts";
import { overlay } from "../../../src/source/manifests/overlay.ts";
import { parseManifest } from "../../../src/source/manifests/readManifests.ts";
import type { Source } from "../../../src/source/source.ts";

const observedAt = "2026-11-23T04:05:20Z";

/** A manifest as `kubectl get -o yaml` exports it, with what only the server sets. */
const manifests = parseManifest(
  `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: fluentd
  uid: f867a8c6
  resourceVersion: "42"
  generation: 3
  creationTimestamp: "2026-11-01T00:00:00Z"
  managedFields: []
  labels: {app: fluentd}
spec:
  selector: {matchLabels: {app: fluentd}}
status:
  desiredNumberScheduled: 9
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: grafana, namespace: monitoring}
spec: {serviceName: grafana}
---
apiVersion: v1
kind: Service
metadata: {name: grafana, namespace: monitoring}
spec: {clusterIP: None}
---
apiVersion: v1
kind: Node
metadata: {name: gpu-0}
`,
  "all.yaml",
);

const live: readonly (KubeObject & { readonly kind: string })[] = [
  { kind: "DaemonSet", metadata: { name: "fluentd", namespace: "default", uid: "live" } },
  { kind: "Service", metadata: { name: "grafana", namespace: "monitoring", uid: "old" } },
  { kind: "Service", metadata: { name: "prometheus", namespace: "monitoring", uid: "other" } },
  { kind: "Node", metadata: { name: "cp-0", uid: "cp-0" } },
];

/** A cluster that notes what it was asked. */
function cluster(asked: Read[]): Source {
  return {
    collect: (plan) =>
      collect(
        async (read) => {
          asked.push(read);
          if (read.resource === pods) {
            return { read, failure: { reason: "Forbidden", message: "pods is forbidden" } };
          }
          return { read, objects: live.filter(({ kind }) => kind === read.resource.kind) };
        },
        plan,
        { observedAt, source: { type: "cluster", context: "production" } },
      ),
    close: () => {
      asked.length = 0;
    },
  };
}

const fluentd: Read = { resource: daemonSets, namespace: "default", name: "fluentd" };
const plan: ReadPlan = (soFar) => {
  const found = objectNamed<DaemonSet>(soFar, daemonSets, "default", "fluentd");
  const labelSelector = found?.spec?.selector;
  return [
    fluentd,
    { resource: nodes },
    ...(labelSelector ? [{ resource: pods, namespace: "default", labelSelector }] : []),
  ];
};

describe("manifests over a cluster", () => {
  it("answer for what they hold, in the namespace that applying gives, as no server has seen it", async () => {
    const snapshot = await overlay(manifests, cluster([]), { namespace: "default" }).collect(plan);
    expect(objectNamed(snapshot, daemonSets, "default", "fluentd")).toEqual({
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "fluentd", namespace: "default", labels: { app: "fluentd" } },
      spec: { selector: { matchLabels: { app: "fluentd" } } },
    });
    expect(snapshot.source).toEqual({ type: "manifest", context: "production" });
    expect(snapshot.observedAt).toBe(observedAt);
    expect(Object.isFrozen(snapshot)).toBe(true);
  });

  it("leave the rest to the cluster, its failures too, and what the plan asks because of a manifest", async () => {
    const asked: Read[] = [];
    const snapshot = await overlay(manifests, cluster(asked), { namespace: "default" }).collect(plan);
    expect(asked.map(({ resource, name }) => [resource.resource, name])).toEqual([
      ["nodes", undefined],
      ["pods", undefined],
    ]);
    const selected = {
      resource: pods,
      namespace: "default",
      labelSelector: { matchLabels: { app: "fluentd" } },
    };
    expect(resultOf(snapshot, selected)?.failure?.reason).toBe("Forbidden");
  });

  it("ask the cluster for the same name in another namespace", async () => {
    const asked: Read[] = [];
    const elsewhere = { ...fluentd, namespace: "kube-system" };
    await overlay(manifests, cluster(asked), { namespace: "default" }).collect(() => [elsewhere]);
    expect(asked).toEqual([elsewhere]);
  });

  it("stand in lists, in the place of what is live under the same name", async () => {
    const listed = { resource: services, namespace: "monitoring" };
    const both = overlay(manifests, cluster([]), { namespace: "default" });
    const snapshot = await both.collect(() => [listed, { resource: nodes }]);
    expect(
      resultOf(snapshot, listed)?.objects?.map(({ metadata }) => [metadata?.name, metadata?.uid]),
    ).toEqual([
      ["grafana", undefined],
      ["prometheus", "other"],
    ]);
    expect(resultOf(snapshot, { resource: nodes })?.objects?.map(({ metadata }) => metadata)).toEqual([
      { name: "gpu-0" },
      { name: "cp-0", uid: "cp-0" },
    ]);
  });

  it("change nothing of themselves, and close the cluster", async () => {
    const before = structuredClone(manifests);
    const asked: Read[] = [];
    const both = overlay(manifests, cluster(asked), { namespace: "default" });
    await both.collect(plan);
    both.close();
    expect(manifests).toEqual(before);
    expect(asked).toEqual([]);
  });
});

describe("manifests alone", () => {
  const alone = manifestSource(manifests, { namespace: "default", observedAt });

  it("answer for what they hold", async () => {
    const grafana: Read = { resource: statefulSets, namespace: "monitoring", name: "grafana" };
    const snapshot = await alone.collect(() => [fluentd, grafana]);
    expect(snapshot.results.map(({ objects }) => objects?.[0]?.metadata)).toEqual([
      { name: "fluentd", namespace: "default", labels: { app: "fluentd" } },
      { name: "grafana", namespace: "monitoring" },
    ]);
    expect(snapshot.source).toEqual({ type: "manifest", file: "all.yaml" });
  });

  it("know those of a kind that they hold, and that there may be more", async () => {
    const list = { resource: daemonSets, namespace: "default" };
    const [result] = (await alone.collect(() => [list])).results;
    expect(result?.failure).toBeUndefined();
    expect(result?.objects?.map(({ metadata }) => metadata?.namespace)).toEqual(
      result?.objects?.map(() => "default"),
    );
    expect(result?.incomplete).toEqual({
      reason: "NotRecorded",
      message: "manifests alone do not tell the daemonsets.apps of a cluster",
    });
  });

  it("know StorageClasses as well, of which a cluster has but one list", async () => {
    const text =
      "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: x\n";
    const source = manifestSource(parseManifest(text, "-"), { namespace: "team-a", observedAt });
    const [result] = (await source.collect(() => [{ resource: storageClasses }])).results;
    expect(result?.objects?.map(({ metadata }) => metadata)).toEqual([{ name: "fast" }]);
    expect(result?.incomplete?.reason).toBe("NotRecorded");
  });

  it("know nothing else, and say so", async () => {
    const snapshot = await alone.collect(() => [
      { resource: nodes },
      { resource: pods, namespace: "monitoring" },
      { resource: daemonSets, namespace: "default", name: "kured" },
    ]);
    expect(snapshot.results.map(({ failure }) => failure)).toEqual([
      { reason: "NotRecorded", message: "manifests alone do not tell the nodes of a cluster" },
      { reason: "NotRecorded", message: "manifests alone do not tell the pods of a cluster" },
      { reason: "NotRecorded", message: "manifests alone do not tell the daemonsets.apps of a cluster" },
    ]);
  });

  it("an empty namespace is the default one, as for kubectl", async () => {
    const text = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: kured, namespace: ""}\n';
    const source = manifestSource(parseManifest(text, "-"), { namespace: "team-a", observedAt });
    const snapshot = await source.collect(() => [
      { resource: daemonSets, namespace: "team-a", name: "kured" },
    ]);
    expect(snapshot.results[0]?.objects?.[0]?.metadata).toEqual({ name: "kured", namespace: "team-a" });
  });
});
