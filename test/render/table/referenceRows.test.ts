import { describe, expect, it } from "vitest";
import type { Autoscaler, DisruptionBudget } from "../../../src/explanation/references.ts";
import { referenceRows, serviceRows } from "../../../src/render/table/referenceRows.ts";

const web = {
  name: "web",
  type: "ClusterIP",
  headless: false,
  selector: { app: "web" },
  ports: ["80/TCP"],
  portTargets: [{ name: "http", port: 80, protocol: "TCP", targetPort: "web", container: "web" }],
  alsoSelects: [],
};

describe("a Service", () => {
  it.each([
    [
      { endpoints: { ready: 3, notReady: 1 } },
      "; 3 endpoints ready, 1 not ready: a request goes to one of them at random",
    ],
    [{ endpoints: { ready: 1, notReady: 0 } }, "; 1 endpoint ready"],
    [{ endpoints: { ready: 0, notReady: 2 } }, "; no endpoint is ready, 2 not ready, so nobody answers"],
    [{}, ""],
  ])("%j", (more, text) => {
    expect(serviceRows([{ ...web, ...more }], [])).toEqual([
      ["SERVICE", `web (ClusterIP), http 80/TCP to port web of container web${text}`],
    ]);
  });

  it("names the port of the pods where it is another, and the container where one declares it", () => {
    const port = { port: 80, protocol: "TCP" };
    const text = (target: object) =>
      serviceRows([{ ...web, portTargets: [{ ...port, targetPort: 80, ...target }] }], [])[0]?.[1];
    expect(text({})).toBe("web (ClusterIP), 80/TCP");
    expect(text({ container: "web" })).toBe("web (ClusterIP), 80/TCP to container web");
    expect(text({ targetPort: 8080 })).toBe("web (ClusterIP), 80/TCP to port 8080");
  });

  it("is led to by routes", () => {
    const route = {
      kind: "Ingress",
      name: "shop",
      service: "web",
      port: "http",
      hosts: ["a.example"],
      paths: ["/"],
    };
    expect(
      serviceRows([], [route, { kind: "HTTPRoute", name: "all", service: "web", hosts: [], paths: [] }]),
    ).toEqual([
      ["ROUTE", "Ingress shop: a.example / to web:http"],
      ["ROUTE", "HTTPRoute all: every host to web"],
    ]);
  });
});

const none = { autoscalers: [], disruptionBudgets: [], overlaps: [], managers: [] };
const hpa: Autoscaler = {
  ref: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", name: "web" },
  target: { kind: "Deployment", name: "web" },
  namesSubject: true,
  minReplicas: 2,
  maxReplicas: 10,
  desiredReplicas: 4,
  conditions: [],
  sharesPodsWith: [],
};
const budget: DisruptionBudget = {
  name: "web",
  minAvailable: "50%",
  unhealthyPodEvictionPolicy: "IfHealthyBudget",
  alsoCovers: [],
};

describe("who else decides about a workload", () => {
  it("what scales it, and what holds where it cannot", () => {
    const because = (reason: string, type = "ScalingActive") => ({
      ...hpa,
      conditions: [{ type, status: "False", reason, message: "no matches" }],
    });
    const autoscalers = [
      hpa,
      { ...hpa, desiredReplicas: 0 },
      because("FailedGetResourceMetric"),
      because("ScalingDisabled"),
      because("FailedGetScale", "AbleToScale"),
    ];
    const range = "HorizontalPodAutoscaler web, 2 to 10 pods";
    expect(referenceRows({ ...none, autoscalers })).toEqual([
      ["SCALED BY", `${range}, wants 4 now`],
      // It has not computed any yet.
      ["SCALED BY", range],
      [
        "SCALED BY",
        `${range}; it cannot scale by its metrics, only its minimum and maximum hold: no matches`,
      ],
      ["SCALED BY", `${range}; it does not scale: no matches`],
      ["SCALED BY", `${range}; it does not scale: no matches`],
    ]);
  });

  it("not what only has its name", () => {
    expect(referenceRows({ ...none, autoscalers: [{ ...hpa, namesSubject: false }] })).toEqual([]);
  });

  it("what protects its pods, and how many may go now", () => {
    const counts = { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 };
    const { minAvailable: _, ...others } = budget;
    expect(
      referenceRows({ ...none, disruptionBudgets: [budget, { ...others, maxUnavailable: 1, ...counts }] }),
    ).toEqual([
      ["BUDGET", "PodDisruptionBudget web, at least 50% available"],
      [
        "BUDGET",
        "PodDisruptionBudget web, at most 1 unavailable; 3 pods healthy and 2 needed, so 1 eviction allowed now",
      ],
    ]);
  });

  it("who made it", () => {
    const said = (by: "Owner" | "Helm" | "ArgoCD" | "Flux", name: string) =>
      referenceRows({ ...none, managers: [{ by, name, path: "", value: "" }] })[0]?.[1];
    expect([
      said("Owner", "Shop/prod"),
      said("Helm", "prod/shop"),
      said("ArgoCD", "shop"),
      said("Flux", "Kustomization flux-system/apps"),
    ]).toEqual([
      "Shop prod, which owns it",
      "Helm, release prod/shop",
      "Argo CD, application shop",
      "Flux, Kustomization flux-system/apps",
    ]);
  });
});
