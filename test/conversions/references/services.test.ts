import { describe, expect, it } from "vitest";
import { service } from "../../rules/namespace.ts";
import { grafana, object, pointingAt, postgres, sent, short } from "./pointing.ts";

const perPod = { app: "postgres", "statefulset.kubernetes.io/pod-name": "postgres-0" };
const headless = service("postgres-headless", { clusterIP: "None", selector: { app: "postgres" } });

describe("the Services of a workload that becomes another kind", () => {
  it("find the new pods by the labels of the old", () => {
    expect(
      pointingAt(grafana(), "StatefulSet", service("grafana", { selector: { app: "grafana" } })),
    ).toEqual([
      {
        ref: { apiVersion: "v1", kind: "Service", namespace: "shop", name: "grafana" },
        path: "/spec/selector",
        value: { app: "grafana" },
        by: "Labels",
        holds: true,
        effect: "sends to the new pods as to the old ones, and to both while both are there",
      },
    ]);
  });

  it.each([
    ["selects others", service("loki", { selector: { app: "loki" } })],
    ["has no selector", service("grafana", {})],
    [
      "is an alias of a name elsewhere",
      service("grafana", { type: "ExternalName", selector: { app: "grafana" } }),
    ],
    [
      "selects the one pod of a StatefulSet, which this is not",
      service("grafana", { selector: { app: "grafana", "statefulset.kubernetes.io/pod-name": "grafana-0" } }),
    ],
  ])("are not those of which one %s", (_, one) => {
    expect(pointingAt(grafana(), "StatefulSet", one)).toEqual([]);
  });

  it("one for a certain pod loses it with the StatefulSet, and nothing stands for it among several", () => {
    const found = pointingAt(postgres(), "Deployment", service("postgres-primary", { selector: perPod }));
    expect(found).toEqual([
      {
        ref: { apiVersion: "v1", kind: "Service", namespace: "shop", name: "postgres-primary" },
        path: "/spec/selector",
        value: perPod,
        by: "PodName",
        holds: false,
        effect:
          "selects `statefulset.kubernetes.io/pod-name=postgres-0`, which no pod of a Deployment has: it has no endpoints then",
      },
    ]);
  });

  it("but the only pod of one is the only pod of the other", () => {
    const [found] = pointingAt(
      postgres({ replicas: 1 }),
      { kind: "Deployment", replicas: 1 },
      service("postgres-primary", { selector: perPod }),
    );
    expect(sent(found?.patch)).toEqual([
      { op: "replace", path: "/spec/selector", value: { app: "postgres" } },
    ]);
    expect(sent(found?.unpatch)).toEqual([{ op: "replace", path: "/spec/selector", value: perPod }]);
  });

  it.each([
    ["apps.kubernetes.io/pod-index", "0", "DaemonSet", "PodName"],
    ["controller-revision-hash", "postgres-7d9f8c", "Deployment", "Labels"],
    ["controller-revision-hash", "postgres-7d9f8c", "DaemonSet", "Labels"],
  ] as const)("one for %s %s does not find that in a %s", (key, value, to, by) => {
    const one = service("postgres-primary", { selector: { app: "postgres", [key]: value } });
    expect(short(pointingAt(postgres(), to, one))).toEqual([`Service/postgres-primary by ${by} breaks`]);
  });

  it("one for a certain ReplicaSet is turned to all new pods", () => {
    const blue = { app: "grafana", "pod-template-hash": "6d8f9c7b5" };
    const [found] = pointingAt(grafana(), "StatefulSet", service("grafana-blue", { selector: blue }));
    expect(found).toMatchObject({ by: "Labels", holds: false });
    expect(sent(found?.patch)).toEqual([
      { op: "replace", path: "/spec/selector", value: { app: "grafana" } },
    ]);
  });

  it("a StatefulSet under a new name has ordinals, but other names", () => {
    const index = service("postgres-first", {
      selector: { app: "postgres", "apps.kubernetes.io/pod-index": "0" },
    });
    const found = pointingAt(
      postgres(),
      { kind: "StatefulSet", name: "postgres-18" },
      index,
      service("postgres-primary", { selector: perPod }),
    );
    expect(short(found)).toEqual([
      "Service/postgres-primary by PodName breaks",
      "Service/postgres-first by PodName holds",
    ]);
  });

  it("a pod is found by its own labels", () => {
    const { spec: _, ...pod } = grafana("Pod", { labels: { app: "grafana", tier: "ui" } });
    const one = service("grafana", { selector: { tier: "ui" } });
    expect(
      short(pointingAt(pod, { kind: "Deployment", podLabels: { app: "grafana", tier: "ui" } }, one)),
    ).toEqual(["Service/grafana by Labels holds"]);
  });
});

describe("the governing Service", () => {
  it("gives pods their names, which vanish, and goes on finding them", () => {
    const found = pointingAt(postgres(), "Deployment", headless);
    expect(short(found)).toEqual([
      "Service/postgres-headless by PodName breaks",
      "Service/postgres-headless by Labels holds",
    ]);
    expect(found[0]).toMatchObject({
      path: "/metadata/name",
      value: "postgres-headless",
      effect:
        "gives each pod a name in DNS, such as `postgres-0.postgres-headless`, and these vanish: pods of a Deployment have no names of their own, only the name `postgres-headless` finds them all",
    });
  });

  it("gives others to a StatefulSet under a new name", () => {
    const [found] = pointingAt(postgres(), { name: "postgres-18" }, headless);
    expect(found?.effect).toContain("the new pods are called `postgres-18-0.postgres-headless` and so on");
  });

  it("begins to count where the StatefulSet does", () => {
    const [found] = pointingAt(postgres({ ordinals: { start: 5 } }), "Deployment", headless);
    expect(found?.effect).toContain("`postgres-5.postgres-headless`");
  });

  it.each([
    ["is not headless, it gives no names", service("postgres-headless", { clusterIP: "10.0.0.1" })],
    ["is missing, there are none", object("v1", "Service", "postgres", { spec: { clusterIP: "None" } })],
  ])("where it %s", (_, one) => {
    expect(pointingAt(postgres(), "Deployment", one)).toEqual([]);
  });

  it("keeps its names where the StatefulSet stays", () => {
    expect(short(pointingAt(postgres(), "StatefulSet", headless))).toEqual([
      "Service/postgres-headless by Labels holds",
    ]);
  });
});
