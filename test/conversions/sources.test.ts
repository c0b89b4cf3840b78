import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, converted, grafana, told } from "./converted.ts";

const container = { image: "grafana/grafana:12.0.2", name: "grafana" };
const pod = (spec: object = {}, metadata: object = { labels: { app: "grafana" } }) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "grafana", namespace: "shop", ...metadata },
  spec: { containers: [container], ...spec },
});

describe("a bare pod", () => {
  it("becomes the template of a Deployment, found by its labels", () => {
    const { object } = converted(pod(), "Deployment");
    expect(object).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { labels: { app: "grafana" }, name: "grafana", namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: "grafana" } },
        template: { metadata: { labels: { app: "grafana" } }, spec: { containers: [container] } },
      },
    });
  });

  it("gets a label where it has none", () => {
    const draft = converted(pod({}, {}), "Deployment");
    expect(valueAt(draft.object, ["spec", "selector", "matchLabels"])).toEqual({
      "app.kubernetes.io/name": "grafana",
    });
    expect(told(draft)).toContain("Added spec.template.metadata.labels");
  });

  it.each(["Never", "OnFailure"])(
    "with restartPolicy %s is always restarted, and that is said",
    (restartPolicy) => {
      const draft = converted(pod({ restartPolicy }), "Deployment");
      expect(changeAt(draft, "spec.template.spec.restartPolicy")).toMatchObject({
        action: "Changed",
        to: "Always",
      });
    },
  );

  it("leaves its node, its end and its ephemeral containers behind", () => {
    const draft = converted(
      pod({ activeDeadlineSeconds: 60, ephemeralContainers: [{ name: "debug" }], nodeName: "node-1" }),
      "StatefulSet",
    );
    expect(told(draft)).toEqual(
      expect.arrayContaining([
        "Dropped spec.nodeName",
        "Dropped spec.template.spec.activeDeadlineSeconds",
        "Dropped spec.template.spec.ephemeralContainers",
      ]),
    );
  });
});

describe("a pod as `kubectl get -o yaml` printed it", () => {
  const access = {
    name: "kube-api-access-x7k2p",
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
        { configMap: { name: "kube-root-ca.crt" } },
      ],
    },
  };
  const mounts = [
    { mountPath: "/var/lib/grafana", name: "data" },
    {
      mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
      name: "kube-api-access-x7k2p",
      readOnly: true,
    },
  ];
  const tolerations = ["not-ready", "unreachable"].map((taint) => ({
    effect: "NoExecute",
    key: `node.kubernetes.io/${taint}`,
    operator: "Exists",
    tolerationSeconds: 300,
  }));
  const printed = (labels: object) => ({
    ...pod(
      {
        containers: [{ ...container, volumeMounts: mounts }],
        nodeName: "node-1",
        priority: 0,
        serviceAccount: "default",
        serviceAccountName: "default",
        tolerations,
        volumes: [{ emptyDir: {}, name: "data" }, access],
      },
      { generateName: "grafana-", labels, name: "grafana-x7k2p", uid: "0b1c" },
    ),
    status: { phase: "Running" },
  });

  it("is what somebody wrote, and all that is not is told", () => {
    const draft = converted(printed({ app: "grafana", "pod-template-hash": "5d4f" }), "Deployment");
    const labels = { app: "grafana" };
    expect(draft.object).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { labels, name: "grafana-x7k2p", namespace: "shop" },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [{ ...container, volumeMounts: mounts.slice(0, 1) }],
            volumes: [{ emptyDir: {}, name: "data" }],
          },
        },
      },
    });
    expect(told(draft)).toEqual(
      expect.arrayContaining([
        "Dropped metadata.generateName",
        "Dropped metadata.labels.pod-template-hash",
        "Dropped metadata.uid",
        "Dropped spec.containers[grafana].volumeMounts[/var/run/secrets/kubernetes.io/serviceaccount]",
        "Dropped spec.nodeName",
        "Dropped spec.priority",
        "Dropped spec.serviceAccountName",
        "Dropped spec.tolerations",
        "Dropped spec.volumes[kube-api-access-x7k2p]",
      ]),
    );
    expect(told(draft).filter((each) => each === "Dropped spec.nodeName")).toHaveLength(1);
  });

  it.each([
    "pod-template-hash",
    "controller-revision-hash",
    "pod-template-generation",
    "statefulset.kubernetes.io/pod-name",
    "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-name",
    "job-name",
  ])("is not found by %s, the label of the controller that made it", (label) => {
    const { object } = converted(printed({ [label]: "1", app: "grafana" }), "Deployment");
    expect(valueAt(object, ["spec", "selector", "matchLabels"])).toEqual({ app: "grafana" });
  });
});

describe("a pod without labels", () => {
  it.each([
    ["an empty map", { labels: {} }],
    ["null", { labels: null }],
    ["the labels of its controller alone", { labels: { "pod-template-hash": "5d4f" } }],
  ])("of %s gets one", (_, metadata) => {
    const { object } = converted(pod({}, metadata), "Deployment");
    expect(valueAt(object, ["spec", "selector", "matchLabels"])).toEqual({
      "app.kubernetes.io/name": "grafana",
    });
  });

  it("gets as much of its name as a label's value can be", () => {
    const { object } = converted(pod({}, { name: `${"a".repeat(62)}.grafana` }), "Deployment");
    expect(valueAt(object, ["spec", "selector", "matchLabels"])).toEqual({
      "app.kubernetes.io/name": "a".repeat(62),
    });
  });
});

describe("a ReplicaSet and a ReplicationController", () => {
  it("of a Deployment, in a file, loses the hash by which that told it from others", () => {
    const labels = { app: "grafana", "pod-template-hash": "5d4f" };
    const object = {
      ...grafana({
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      }),
      kind: "ReplicaSet",
    };
    const draft = converted(object, "Deployment");
    expect(valueAt(draft.object, ["spec", "selector", "matchLabels"])).toEqual({ app: "grafana" });
    expect(told(draft)).toEqual(
      expect.arrayContaining([
        "Dropped spec.selector.matchLabels.pod-template-hash",
        "Dropped spec.template.metadata.labels.pod-template-hash",
      ]),
    );
  });

  it("has a deadline above minReadySeconds, and no field that a Deployment has not", () => {
    const object = { ...grafana({ minReadySeconds: 700, shiny: true }), kind: "ReplicaSet" };
    const draft = converted(object, "Deployment");
    expect(valueAt(draft.object, ["spec", "progressDeadlineSeconds"])).toBe(1300);
    expect(valueAt(draft.object, ["spec", "shiny"])).toBeUndefined();
  });

  it.each(["StatefulSet", "DaemonSet"] as const)("never had a rollout that a %s would change", (to) => {
    const object = { ...grafana(), kind: "ReplicaSet" };
    expect(told(converted(object, to))).not.toContain("Changed spec.updateStrategy");
    expect(told(converted(pod(), to))).not.toContain("Changed spec.updateStrategy");
    expect(told(converted(grafana(), to))).toContain("Changed spec.updateStrategy");
  });

  it("whose selector is written as others have it keeps that", () => {
    const selector = { matchLabels: { app: "grafana" } };
    const object = { ...grafana({ selector }), apiVersion: "v1", kind: "ReplicationController" };
    const draft = converted(object, "Deployment");
    expect(valueAt(draft.object, ["spec", "selector"])).toEqual(selector);
  });

  it("is a Deployment without a rollout", () => {
    const { object } = converted({ ...grafana({ replicas: 2 }), kind: "ReplicaSet" }, "Deployment");
    expect(object).toEqual(grafana({ replicas: 2 }));
  });

  it.each([
    ["its own selector", { selector: { app: "grafana" } }],
    ["the labels of its template, where it has none", { selector: undefined }],
  ])("goes by %s", (_, spec) => {
    const object = { ...grafana(spec), apiVersion: "v1", kind: "ReplicationController" };
    expect(valueAt(converted(object, "Deployment").object, ["spec", "selector"])).toEqual({
      matchLabels: { app: "grafana" },
    });
  });

  it("becomes a DaemonSet by way of a Deployment", () => {
    const { object } = converted({ ...grafana({ replicas: 2 }), kind: "ReplicaSet" }, "DaemonSet");
    expect(object["kind"]).toBe("DaemonSet");
    expect(valueAt(object, ["spec", "replicas"])).toBeUndefined();
  });
});

describe("a file", () => {
  it("loses what a server once wrote into it", () => {
    const object = {
      ...grafana(),
      metadata: {
        annotations: { "deployment.kubernetes.io/revision": "3", team: "observability" },
        name: "grafana",
        resourceVersion: "7",
        uid: "0b1c",
      },
      status: { replicas: 1 },
    };
    const draft = converted(object, "DaemonSet");
    expect(draft.object["metadata"]).toEqual({ annotations: { team: "observability" }, name: "grafana" });
    expect(draft.object["status"]).toBeUndefined();
    expect(told(draft)).toEqual(
      expect.arrayContaining([
        "Dropped status",
        "Dropped metadata.uid",
        "Dropped metadata.annotations['deployment.kubernetes.io/revision']",
      ]),
    );
  });

  it("whose selector asks for labels that the template lacks gets them", () => {
    const object = grafana({ selector: { matchLabels: { app: "grafana", tier: "web" } } });
    const draft = converted(object, "StatefulSet");
    expect(valueAt(draft.object, ["spec", "template", "metadata", "labels"])).toEqual({
      app: "grafana",
      tier: "web",
    });
    expect(told(draft)).toContain("Added spec.template.metadata.labels.tier");
  });

  it("whose selector has an expression that the template does not satisfy is told so", () => {
    const expression = { key: "tier", operator: "In", values: ["web"] };
    const exists = { key: "app", operator: "Exists" };
    const selector = { matchExpressions: [exists, expression], matchLabels: { app: "grafana" } };
    const draft = converted(grafana({ selector }), "StatefulSet");
    expect(changeAt(draft, "spec.selector.matchExpressions")).toMatchObject({
      action: "Decision",
      from: [expression],
    });
    expect(valueAt(draft.object, ["spec", "selector"])).toEqual(selector);
  });

  it("loses fields of the spec that no such kind has", () => {
    const draft = converted(grafana({ rollbackTo: { revision: 2 } }), "DaemonSet");
    expect(changeAt(draft, "spec.rollbackTo")?.reason).toBe("a DaemonSet has no such field");
  });
});
