import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { grafana, object, pointingAt, postgres, sent } from "./pointing.ts";

function policy(spec: object): KubeObject {
  return object("networking.k8s.io/v1", "NetworkPolicy", "grafana", { spec });
}

const pods = (labels: object) => ({ podSelector: { matchLabels: labels } });
const isGrafana = pods({ app: "grafana" });
const isLoki = pods({ app: "loki" });
const inNamespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });

function paths(spec: object) {
  return pointingAt(grafana(), "StatefulSet", policy(spec)).map(({ path, effect }) => [path, effect]);
}

describe("the policies of a workload that becomes another kind", () => {
  it("isolate its pods, as do those for every pod of the namespace", () => {
    const effect = "isolates the new pods as the old ones";
    expect(paths(isGrafana)).toEqual([["/spec/podSelector", effect]]);
    expect(paths({ podSelector: {} })).toEqual([["/spec/podSelector", effect]]);
  });

  it("let its pods talk to others, and others to them", () => {
    expect(
      paths({
        ...isLoki,
        ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, { from: [isLoki, isGrafana] }],
        egress: [{ to: [isGrafana] }],
      }),
    ).toEqual([
      ["/spec/egress/0/to/0/podSelector", "lets traffic to the new pods through as to the old ones"],
      ["/spec/ingress/1/from/1/podSelector", "lets traffic from the new pods through as from the old ones"],
    ]);
  });

  it.each([
    ["all pods of the namespace", { podSelector: {} }, 0],
    ["pods of any namespace", { ...isGrafana, namespaceSelector: {} }, 1],
    ["pods of its own namespace, by name", { ...isGrafana, namespaceSelector: inNamespace("shop") }, 1],
    ["pods of another one", { ...isGrafana, namespaceSelector: inNamespace("monitoring") }, 0],
    ["all of another one", { namespaceSelector: inNamespace("shop") }, 0],
  ])("of peers that are %s", (_, peer, count) => {
    expect(paths({ ...isLoki, ingress: [{ from: [peer] }] })).toHaveLength(count);
  });

  it("one for a certain pod of a StatefulSet isolates none then", () => {
    const [found] = pointingAt(
      postgres({ replicas: 1 }),
      { kind: "Deployment", replicas: 1 },
      policy(pods({ "statefulset.kubernetes.io/pod-name": "postgres-0" })),
    );
    expect(found).toMatchObject({ by: "PodName", holds: false });
    expect(found?.effect).toMatch(/it isolates none of them then$/);
    expect(sent(found?.patch)).toEqual([
      { op: "replace", path: "/spec/podSelector", value: { matchLabels: { app: "postgres" } } },
    ]);
  });
});
