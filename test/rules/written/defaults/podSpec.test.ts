import { describe, expect, it } from "vitest";
import { podSpec, podTemplate } from "../../../../src/rules/written/defaults/podSpec.ts";
import { pruneDefaults } from "../../../../src/rules/written/pruneDefaults.ts";

describe("a pod spec without what the API server sets", () => {
  it("is its containers", () => {
    const live = {
      containers: [
        { name: "fluentd", image: "fluentd:v1.19", imagePullPolicy: "IfNotPresent", resources: {} },
      ],
      dnsPolicy: "ClusterFirst",
      restartPolicy: "Always",
      schedulerName: "default-scheduler",
      securityContext: {},
      serviceAccount: "fluentd",
      serviceAccountName: "fluentd",
      terminationGracePeriodSeconds: 30,
    };
    expect(pruneDefaults(live, podSpec)).toStrictEqual({
      containers: [{ name: "fluentd", image: "fluentd:v1.19" }],
      serviceAccountName: "fluentd",
    });
  });

  it("is so in its init containers and its volumes", () => {
    const live = {
      initContainers: [{ name: "migrate", image: "flyway/flyway:11", resources: {} }],
      volumes: [{ name: "log", hostPath: { path: "/var/log", type: "" } }],
    };
    expect(pruneDefaults(live, podSpec)).toStrictEqual({
      initContainers: [{ name: "migrate", image: "flyway/flyway:11" }],
      volumes: [{ name: "log", hostPath: { path: "/var/log" } }],
    });
  });

  it.each([
    ["no grace", { terminationGracePeriodSeconds: 0 }],
    ["another DNS policy", { dnsPolicy: "Default" }],
    ["a Pod that ends", { restartPolicy: "OnFailure" }],
    ["its own scheduler", { schedulerName: "volcano" }],
    ["a security context", { securityContext: { runAsUser: 0, shiny: {} } }],
    ["a service account that is named only by the old field", { serviceAccount: "fluentd" }],
    [
      "a template's priority and node",
      { priority: 0, preemptionPolicy: "PreemptLowerPriority", nodeName: "node-1" },
    ],
    ["a template's service account", { serviceAccountName: "default" }],
    [
      "a template's tolerations",
      {
        tolerations: [
          {
            key: "node.kubernetes.io/not-ready",
            operator: "Exists",
            effect: "NoExecute",
            tolerationSeconds: 300,
          },
        ],
      },
    ],
    [
      "switches that are off",
      { hostNetwork: false, shareProcessNamespace: false, automountServiceAccountToken: true },
    ],
    ["resources of the whole pod that are empty", { resources: {} }],
    ["what it does not know", { shiny: null, dnsConfig: {} }],
  ])("keeps %s", (_, spec) => {
    expect(pruneDefaults(spec, podSpec)).toStrictEqual(spec);
  });

  it("knows a sidecar by its restart policy", () => {
    const initContainers = [{ name: "envoy", image: "envoy:v1", restartPolicy: "Always" }];
    expect(pruneDefaults({ initContainers }, podSpec)).toStrictEqual({ initContainers });
  });
});

describe("a template without what the API server sets", () => {
  it("has no time of creation, and no metadata without labels", () => {
    expect(pruneDefaults({ metadata: { creationTimestamp: null }, spec: {} }, podTemplate)).toStrictEqual({});
    expect(
      pruneDefaults({ metadata: { creationTimestamp: null, labels: { app: "fluentd" } } }, podTemplate),
    ).toStrictEqual({
      metadata: { labels: { app: "fluentd" } },
    });
  });
});
