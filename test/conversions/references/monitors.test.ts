import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { grafana, object, pointingAt, postgres } from "./pointing.ts";

function monitor(kind: "PodMonitor" | "ServiceMonitor", spec: object): KubeObject {
  return object("monitoring.coreos.com/v1", kind, "grafana", { spec });
}

const service = object("v1", "Service", "grafana", {
  metadata: { labels: { release: "grafana" } },
  spec: { selector: { app: "grafana" } },
});
const isGrafana = { selector: { matchLabels: { app: "grafana" } } };
const isRelease = { selector: { matchLabels: { release: "grafana" } } };

function found(...objects: readonly KubeObject[]) {
  return pointingAt(grafana(), "StatefulSet", ...objects).filter(({ ref }) => ref.kind.endsWith("Monitor"));
}

describe("what makes Prometheus scrape a workload that becomes another kind", () => {
  it("a PodMonitor selects its pods", () => {
    expect(found(monitor("PodMonitor", isGrafana))).toMatchObject([
      { path: "/spec/selector", by: "Labels", holds: true, effect: "scrapes the new pods as the old ones" },
    ]);
    expect(found(monitor("PodMonitor", isRelease))).toEqual([]);
  });

  it("a ServiceMonitor selects Services that do", () => {
    expect(found(service, monitor("ServiceMonitor", isRelease))).toMatchObject([
      {
        holds: true,
        effect: "scrapes the new pods through Service `grafana`, as long as that keeps its labels",
      },
    ]);
    expect(found(service, monitor("ServiceMonitor", isGrafana))).toEqual([]);
  });

  it.each([
    [{ any: true }, 1],
    [{ matchNames: ["shop", "monitoring"] }, 1],
    [{ matchNames: ["monitoring"] }, 0],
  ])("in namespaces %j", (namespaceSelector, count) => {
    expect(found(monitor("PodMonitor", { ...isGrafana, namespaceSelector }))).toHaveLength(count);
  });

  it("breaks with the only Service that it goes through", () => {
    const primary = object("v1", "Service", "postgres-primary", {
      metadata: { labels: { release: "postgres" } },
      spec: { selector: { "statefulset.kubernetes.io/pod-name": "postgres-0" } },
    });
    const through = monitor("ServiceMonitor", { selector: { matchLabels: { release: "postgres" } } });
    const of = (...objects: readonly KubeObject[]) =>
      pointingAt(postgres(), "Deployment", ...objects).find(({ ref }) => ref.kind === "ServiceMonitor");
    expect(of(primary, through)).toMatchObject({
      by: "PodName",
      holds: false,
      effect:
        "scrapes through Service `postgres-primary`, which has no endpoints then: once that is mended, so is this",
    });
    const all = object("v1", "Service", "postgres", {
      metadata: { labels: { release: "postgres" } },
      spec: { selector: { app: "postgres" } },
    });
    expect(of(primary, all, through)).toMatchObject({ by: "Labels", holds: true });
  });
});
