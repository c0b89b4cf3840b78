import { describe, expect, it } from "vitest";
import { withoutKeys, writtenMetadata } from "../../../src/rules/written/metadata.ts";

const server = {
  uid: "6f7e",
  resourceVersion: "2291",
  generation: 4,
  creationTimestamp: "2026-01-01T00:00:00Z",
  selfLink: "/apis/apps/v1/namespaces/logging/daemonsets/fluentd",
  deletionTimestamp: "2026-01-02T00:00:00Z",
  deletionGracePeriodSeconds: 0,
  managedFields: [{ manager: "kubectl" }],
  ownerReferences: [{ kind: "Deployment", name: "grafana" }],
  finalizers: ["foregroundDeletion"],
};
const controllers = {
  "pod-template-hash": "5d4f",
  "controller-revision-hash": "6c9b",
  "pod-template-generation": "3",
  "statefulset.kubernetes.io/pod-name": "postgres-0",
  "apps.kubernetes.io/pod-index": "0",
};

describe("metadata as it was written", () => {
  it("has nothing of the server's", () => {
    expect(writtenMetadata("DaemonSet", { name: "fluentd", namespace: "logging", ...server })).toStrictEqual({
      name: "fluentd",
      namespace: "logging",
    });
  });

  it("keeps a field that it does not know", () => {
    expect(writtenMetadata("DaemonSet", { name: "fluentd", shiny: null })).toStrictEqual({
      name: "fluentd",
      shiny: null,
    });
  });

  it("has the prefix of a name only as long as there is no name", () => {
    expect(writtenMetadata("Pod", { name: "grafana-x7k2p", generateName: "grafana-" })).toStrictEqual({
      name: "grafana-x7k2p",
    });
    expect(writtenMetadata("Pod", { generateName: "grafana-" })).toStrictEqual({ generateName: "grafana-" });
  });

  it.each([
    "kubectl.kubernetes.io/last-applied-configuration",
    "deployment.kubernetes.io/revision",
    "deployment.kubernetes.io/revision-history",
    "deployment.kubernetes.io/desired-replicas",
    "deployment.kubernetes.io/max-replicas",
    "deprecated.daemonset.template.generation",
    "autoscaling.alpha.kubernetes.io/conditions",
    "kubernetes.io/config.hash",
    "kubernetes.io/config.mirror",
    "kubernetes.io/config.seen",
    "kubernetes.io/config.source",
    "kubernetes.io/limit-ranger",
  ])("loses the annotation %s, and the map with the last one", (key) => {
    expect(writtenMetadata("Deployment", { name: "grafana", annotations: { [key]: "1" } })).toStrictEqual({
      name: "grafana",
    });
    expect(
      writtenMetadata("Deployment", { name: "grafana", annotations: { [key]: "1", owner: "" } }),
    ).toStrictEqual({
      name: "grafana",
      annotations: { owner: "" },
    });
  });

  it.each([
    "kubectl.kubernetes.io/restartedAt",
    "kubernetes.io/change-cause",
    "kubectl.kubernetes.io/default-container",
    "deployment.kubernetes.io",
    "mydeployment.kubernetes.io/revision",
    "kubernetes.io/config.hashed",
  ])("keeps the annotation %s", (key) => {
    const metadata = { name: "grafana", annotations: { [key]: "1" } };
    expect(writtenMetadata("Deployment", metadata)).toStrictEqual(metadata);
  });

  it.each(["Pod", "ReplicaSet"])("loses the labels of controllers on a %s", (kind) => {
    expect(writtenMetadata(kind, { name: "x", labels: { app: "grafana", ...controllers } })).toStrictEqual({
      name: "x",
      labels: { app: "grafana" },
    });
    expect(writtenMetadata(kind, { name: "x", labels: controllers })).toStrictEqual({ name: "x" });
  });

  it.each(["Deployment", "StatefulSet", "DaemonSet", "ReplicationController"])(
    "keeps the same labels on a %s, whose author wrote them",
    (kind) => {
      expect(writtenMetadata(kind, { name: "x", labels: controllers })).toStrictEqual({
        name: "x",
        labels: controllers,
      });
    },
  );

  it("keeps a map that was empty before", () => {
    const metadata = { name: "grafana", labels: {}, annotations: {} };
    expect(writtenMetadata("Pod", metadata)).toStrictEqual(metadata);
  });
});

describe("a map without some keys", () => {
  it("is what it was where it is no map", () => {
    expect(withoutKeys(null, () => true)).toBeNull();
    expect(withoutKeys(undefined, () => true)).toBeUndefined();
  });
});

describe("finalizers", () => {
  const finalizers = ["example.com/backup"];
  const applied = {
    "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ metadata: { finalizers } }),
  };
  const fieldsV1 = { "f:metadata": { "f:finalizers": { ".": {} } } };

  it.each([
    ["in what was applied stay", { annotations: applied }, finalizers],
    ["of a server-side apply stay", { managedFields: [{ fieldsV1, operation: "Apply" }] }, finalizers],
    ["of a controller go", { managedFields: [{ fieldsV1, operation: "Update" }] }, undefined],
    ["of nobody known go", {}, undefined],
  ])("%s", (_, metadata, expected) => {
    expect(writtenMetadata("Deployment", { finalizers, name: "grafana", ...metadata })["finalizers"]).toEqual(
      expected,
    );
  });
});
