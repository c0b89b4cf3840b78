import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { grafana, object, pointingAt, sent, short } from "./pointing.ts";

const named = { apiVersion: "apps/v1", kind: "Deployment", name: "grafana" };

function hpa(target: object = named, name = "grafana", metadata: object = {}): KubeObject {
  return object("autoscaling/v2", "HorizontalPodAutoscaler", name, {
    metadata,
    spec: { scaleTargetRef: target, maxReplicas: 5 },
  });
}

function scaledObject(target: object): KubeObject {
  return object("keda.sh/v1alpha1", "ScaledObject", "grafana", { spec: { scaleTargetRef: target } });
}

const vpa = object("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", "grafana", {
  spec: { targetRef: named },
});

function ownedBy(kind: string, name: string): object {
  return { ownerReferences: [{ apiVersion: "example.com/v1", kind, name, uid: "1", controller: true }] };
}

describe("what scales a workload that becomes another kind", () => {
  it("names the old one: a patch turns it to the new one, another back", () => {
    expect(pointingAt(grafana(), "StatefulSet", hpa())).toEqual([
      {
        ref: {
          apiVersion: "autoscaling/v2",
          kind: "HorizontalPodAutoscaler",
          namespace: "shop",
          name: "grafana",
        },
        path: "/spec/scaleTargetRef",
        value: named,
        by: "Kind",
        holds: false,
        effect: "names `Deployment/grafana`, which is gone then: it scales nothing and says FailedGetScale",
        patch: `kubectl -n shop patch hpa/grafana --type=merge -p '{"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"StatefulSet","name":"grafana"}}}'`,
        unpatch: `kubectl -n shop patch hpa/grafana --type=merge -p '{"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"grafana"}}}'`,
      },
    ]);
  });

  it.each([
    ["another name", { ...named, name: "loki" }],
    ["another kind", { ...named, kind: "DaemonSet" }],
    ["a kind of that name in another group", { ...named, apiVersion: "apps.openshift.io/v1" }],
  ])("has nothing to do with one that names %s", (_, target) => {
    expect(pointingAt(grafana(), "StatefulSet", hpa(target))).toEqual([]);
  });

  it("in a group that is no more it scales nothing as it is, and is not made to", () => {
    const target = { ...named, apiVersion: "extensions/v1beta1" };
    const [found] = pointingAt(grafana(), "StatefulSet", hpa(target));
    expect(found).toMatchObject({
      holds: false,
      effect:
        "names `Deployment/grafana` in `extensions/v1beta1`, where there is no such kind: it scales nothing as it is, and says FailedGetScale",
    });
    expect(found).not.toHaveProperty("patch");
    const both = pointingAt(grafana(), "StatefulSet", hpa(target, "dead"), hpa());
    expect(both.flatMap(({ patch, ref }) => (patch ? ref.name : []))).toEqual(["grafana"]);
  });

  it("of two that name one only the first is turned", () => {
    const [first, second] = pointingAt(grafana(), "StatefulSet", hpa(), hpa(named, "grafana-night"));
    expect(first).toHaveProperty("patch");
    expect(second).not.toHaveProperty("patch");
    expect(second?.effect).toMatch(/`grafana` is named anew, and two .*AmbiguousSelector/);
  });

  it("the version of the group is nothing to the controller", () => {
    const [found] = pointingAt(grafana(), "StatefulSet", hpa({ ...named, apiVersion: "apps/v1beta2" }));
    expect(found?.effect).toContain("which is gone then");
  });

  it("may name a ReplicaSet or a ReplicationController", () => {
    const controller = { apiVersion: "v1", kind: "ReplicationController", name: "grafana" };
    const [found] = pointingAt(grafana("ReplicationController"), "StatefulSet", hpa(controller));
    expect(found?.effect).toContain("`ReplicationController/grafana`, which is gone then");
    expect(sent(found?.unpatch)).toEqual({ spec: { scaleTargetRef: controller } });
    const set = { ...named, kind: "ReplicaSet" };
    expect(short(pointingAt(grafana("ReplicaSet"), "Deployment", hpa(set)))).toEqual([
      "HorizontalPodAutoscaler/grafana by Kind breaks",
    ]);
  });

  it("a DaemonSet cannot be scaled: no command is safe, and it says what to do", () => {
    const found = pointingAt(grafana(), "DaemonSet", hpa(), scaledObject({ name: "grafana" }));
    expect(short(found)).toEqual([
      "HorizontalPodAutoscaler/grafana by Kind breaks",
      "ScaledObject/grafana by Kind breaks",
    ]);
    expect(found[0]?.effect).toMatch(/no replicas to scale, so keep a copy of it and delete it$/);
    expect(found[1]?.effect).toMatch(/so keep a copy of it and delete it$/);
    for (const each of found) expect(each).not.toHaveProperty("patch");
  });

  it("a VerticalPodAutoscaler sizes the pods of a DaemonSet too", () => {
    const [found] = pointingAt(grafana(), "DaemonSet", vpa);
    expect(found).toMatchObject({
      path: "/spec/targetRef",
      effect: "names `Deployment/grafana`, which is gone then: it sizes nothing",
    });
    expect(sent(found?.patch)).toEqual({
      spec: { targetRef: { apiVersion: "apps/v1", kind: "DaemonSet", name: "grafana" } },
    });
  });

  it("KEDA's names no kind where that is Deployment, and goes back to naming none", () => {
    const [found] = pointingAt(grafana(), "StatefulSet", scaledObject({ name: "grafana" }));
    expect(found).toMatchObject({ ref: { kind: "ScaledObject" }, value: { name: "grafana" } });
    expect(sent(found?.unpatch)).toEqual({
      spec: { scaleTargetRef: { apiVersion: null, kind: null, name: "grafana" } },
    });
  });

  it("what KEDA makes of it follows it, where that was seen", () => {
    const made = hpa(named, "keda-hpa-grafana", ownedBy("ScaledObject", "grafana"));
    const found = pointingAt(grafana(), "StatefulSet", made, scaledObject({ name: "grafana" }));
    expect(short(found)).toEqual([
      "ScaledObject/grafana by Kind breaks",
      "HorizontalPodAutoscaler/keda-hpa-grafana by Kind holds",
    ]);
    const [alone] = pointingAt(grafana(), "StatefulSet", made);
    expect(alone).toMatchObject({ holds: false });
    expect(alone).not.toHaveProperty("patch");
  });

  it("what an operator owns is changed there", () => {
    const [found] = pointingAt(grafana(), "StatefulSet", hpa(named, "grafana", ownedBy("Monitoring", "eu")));
    expect(found?.effect).toMatch(/`Monitoring\/eu` owns it, so change it there$/);
    expect(found).not.toHaveProperty("patch");
  });

  it("two that scale one are none: where one waits for the new kind, the old one is no more turned to it", () => {
    const waiting = hpa({ ...named, kind: "StatefulSet" }, "grafana-stateful");
    const found = pointingAt(grafana(), "StatefulSet", hpa(), waiting);
    expect(found).toMatchObject([
      { ref: { name: "grafana" }, holds: false },
      {
        ref: { name: "grafana-stateful" },
        holds: true,
        effect: "names `StatefulSet/grafana` already, and waits for it",
      },
    ]);
    expect(found[0]).not.toHaveProperty("patch");
  });

  it("a new name is named too", () => {
    const [found] = pointingAt(grafana(), { kind: "Deployment", name: "dashboards" }, hpa());
    expect(sent(found?.patch)).toEqual({ spec: { scaleTargetRef: { ...named, name: "dashboards" } } });
  });

  it("keeps naming what keeps kind and name", () => {
    expect(short(pointingAt(grafana(), "Deployment", hpa(), vpa))).toEqual([
      "HorizontalPodAutoscaler/grafana by Kind holds",
      "VerticalPodAutoscaler/grafana by Kind holds",
    ]);
  });
});
