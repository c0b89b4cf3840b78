import { describe, expect, it } from "vitest";
import { conversionReferenceReads } from "../../../src/conversions/references/reads.ts";
import type { SourceKind } from "../../../src/explanation/conversion.ts";
import { service } from "../../rules/namespace.ts";
import { grafana, object, pointingAt, short } from "./pointing.ts";

describe("what points at a workload", () => {
  it("stands with what breaks before what holds, each by kind and name", () => {
    const hpa = (name: string) =>
      object("autoscaling/v2", "HorizontalPodAutoscaler", name, {
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "grafana" },
          maxReplicas: 3,
        },
      });
    const selector = { matchLabels: { app: "grafana" } };
    const found = pointingAt(
      grafana("Deployment", { annotations: { "meta.helm.sh/release-name": "grafana" } }),
      "StatefulSet",
      service("grafana", { selector: { app: "grafana" } }),
      object("policy/v1", "PodDisruptionBudget", "grafana", { spec: { selector, maxUnavailable: 1 } }),
      object("networking.k8s.io/v1", "NetworkPolicy", "grafana", { spec: { podSelector: selector } }),
      hpa("grafana-night"),
      hpa("grafana"),
    );
    expect(short(found)).toEqual([
      "Deployment/grafana by Manager breaks",
      "HorizontalPodAutoscaler/grafana by Kind breaks",
      "HorizontalPodAutoscaler/grafana-night by Kind breaks",
      "NetworkPolicy/grafana by Labels holds",
      "PodDisruptionBudget/grafana by Labels holds",
      "Service/grafana by Labels holds",
    ]);
  });
});

describe("what is read to find it", () => {
  const read = (kind: SourceKind) =>
    conversionReferenceReads("shop", kind).map(({ resource }) => resource.resource);
  const lists = [
    "services",
    "deployments",
    "statefulsets",
    "daemonsets",
    "horizontalpodautoscalers",
    "poddisruptionbudgets",
    "verticalpodautoscalers",
    "scaledobjects",
    "networkpolicies",
    "servicemonitors",
    "podmonitors",
  ];

  it("ConfigMaps only where pods have names that last", () => {
    expect(read("StatefulSet")).toEqual([...lists, "configmaps"]);
    for (const kind of ["Deployment", "DaemonSet", "ReplicaSet", "ReplicationController", "Pod"] as const)
      expect(read(kind)).toEqual(lists);
  });
});
