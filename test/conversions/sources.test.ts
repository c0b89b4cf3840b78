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

describe("a ReplicaSet and a ReplicationController", () => {
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

  it("loses fields of the spec that no such kind has", () => {
    const draft = converted(grafana({ rollbackTo: { revision: 2 } }), "DaemonSet");
    expect(changeAt(draft, "spec.rollbackTo")?.reason).toBe("a DaemonSet has no such field");
  });
});
