import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { asWritten } from "../../../src/rules/written/written.ts";

const server = {
  uid: "6f7e",
  resourceVersion: "2291",
  generation: 1,
  creationTimestamp: "2026-01-01T00:00:00Z",
  managedFields: [],
};
const lastApplied = { "kubectl.kubernetes.io/last-applied-configuration": "{}" };
const labels = { app: "grafana" };
const livePodSpec = {
  containers: [
    {
      image: "grafana/grafana:12.1",
      imagePullPolicy: "IfNotPresent",
      name: "grafana",
      resources: {},
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
    },
  ],
  dnsPolicy: "ClusterFirst",
  restartPolicy: "Always",
  schedulerName: "default-scheduler",
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};
const writtenPodSpec = { containers: [{ image: "grafana/grafana:12.1", name: "grafana" }] };
const template = { metadata: { creationTimestamp: null, labels }, spec: livePodSpec };
const writtenTemplate = { metadata: { labels }, spec: writtenPodSpec };
const hash = { "pod-template-hash": "5d4f" };
const metadata = { name: "grafana", namespace: "monitoring" };

const cases: readonly [string, object, object][] = [
  [
    "a Deployment",
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: {
        ...metadata,
        ...server,
        annotations: { ...lastApplied, "deployment.kubernetes.io/revision": "2" },
      },
      spec: {
        progressDeadlineSeconds: 600,
        replicas: 2,
        revisionHistoryLimit: 10,
        selector: { matchLabels: labels },
        strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" }, type: "RollingUpdate" },
        template: {
          ...template,
          metadata: {
            ...template.metadata,
            annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" },
          },
        },
      },
      status: { replicas: 2 },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          ...writtenTemplate,
          metadata: { labels, annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" } },
        },
      },
    },
  ],
  [
    "its ReplicaSet",
    {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        ...server,
        name: "grafana-5d4f",
        labels: { ...labels, ...hash },
        annotations: {
          "deployment.kubernetes.io/desired-replicas": "1",
          "deployment.kubernetes.io/max-replicas": "2",
        },
        ownerReferences: [{ kind: "Deployment" }],
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: { ...labels, ...hash } },
        template: { ...template, metadata: { ...template.metadata, labels: { ...labels, ...hash } } },
      },
      status: {},
    },
    {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: { name: "grafana-5d4f", labels },
      spec: { selector: { matchLabels: labels }, template: writtenTemplate },
    },
  ],
  [
    "its Pod",
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        ...server,
        name: "grafana-5d4f-x7k2p",
        generateName: "grafana-5d4f-",
        labels: { ...labels, ...hash, "topology.kubernetes.io/zone": "zone-a" },
        ownerReferences: [{ kind: "ReplicaSet" }],
      },
      spec: {
        ...livePodSpec,
        enableServiceLinks: true,
        nodeName: "node-1",
        preemptionPolicy: "PreemptLowerPriority",
        priority: 0,
        serviceAccount: "default",
        serviceAccountName: "default",
        tolerations: ["not-ready", "unreachable"].map((taint) => ({
          effect: "NoExecute",
          key: `node.kubernetes.io/${taint}`,
          operator: "Exists",
          tolerationSeconds: 300,
        })),
      },
      status: { phase: "Running" },
    },
    { apiVersion: "v1", kind: "Pod", metadata: { name: "grafana-5d4f-x7k2p", labels }, spec: writtenPodSpec },
  ],
  [
    "a ReplicationController, with the labels and the selector of its template",
    {
      apiVersion: "v1",
      kind: "ReplicationController",
      metadata: { ...metadata, labels },
      spec: { replicas: 1, selector: labels, template },
    },
    { apiVersion: "v1", kind: "ReplicationController", metadata, spec: { template: writtenTemplate } },
  ],
  [
    "a Deployment whose author wrote the label of a controller",
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { ...metadata, labels: hash },
      spec: { selector: { matchLabels: hash } },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { ...metadata, labels: hash },
      spec: { selector: { matchLabels: hash } },
    },
  ],
  [
    "an object of another kind, whose fields nobody knows here",
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { ...metadata, ...server },
      spec: { type: "ClusterIP" },
      status: {},
      shiny: null,
    },
    { apiVersion: "v1", kind: "Service", metadata, spec: { type: "ClusterIP" }, shiny: null },
  ],
  ["an object with nothing", { kind: "Deployment" }, { kind: "Deployment" }],
];

describe("an object as it was written", () => {
  it.each(cases)("%s", (_, live, expected) => {
    expect(asWritten(live as KubeObject)).toStrictEqual(expected);
  });

  it.each(cases)("is the same, seen twice: %s", (_, live) => {
    const once = asWritten(live as KubeObject);
    expect(asWritten(once)).toStrictEqual(once);
  });

  it.each(cases)("changes nothing of what it is given: %s", (_, live) => {
    const before = JSON.stringify(live);
    asWritten(deepFrozen(live) as KubeObject);
    expect(JSON.stringify(live)).toBe(before);
  });

  it("has its keys in order", () => {
    const spec = { template: { spec: { containers: [{ name: "grafana", image: "a" }] } }, selector: {} };
    expect(
      JSON.stringify(
        asWritten({
          spec,
          metadata: { name: "grafana" },
          kind: "Deployment",
          apiVersion: "apps/v1",
        } as KubeObject),
      ),
    ).toBe(
      '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"grafana"},"spec":{"selector":{},"template":{"spec":{"containers":[{"image":"a","name":"grafana"}]}}}}',
    );
  });
});

function deepFrozen(value: unknown): unknown {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
