import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { deployments } from "../../../src/kube/resources.ts";
import { referencesOf } from "../../../src/rules/references/references.ts";
import { holding, namespace, workload } from "../namespace.ts";

const web = workload(
  "Deployment",
  "web",
  { app: "web", tier: "front" },
  { selector: { matchLabels: { app: "web" } } },
);

function hpa(name: string, kind: string, target: string, more: object = {}): KubeObject {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, namespace, uid: `uid-${name}` },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind, name: target }, maxReplicas: 9, ...more },
  } as KubeObject;
}

describe("the autoscalers of a workload", () => {
  const of = (...objects: readonly KubeObject[]) => referencesOf(web, holding(web, ...objects)).autoscalers;

  it("name it", () => {
    expect(of(hpa("web", "Deployment", "web"), hpa("api", "Deployment", "api"))).toMatchObject([
      {
        ref: { kind: "HorizontalPodAutoscaler", name: "web" },
        namesSubject: true,
        targetExists: true,
        minReplicas: 1,
        maxReplicas: 9,
      },
    ]);
  });

  it("or its name under a kind that has no such object", () => {
    expect(of(hpa("web", "StatefulSet", "web"))).toMatchObject([
      { namesSubject: false, targetExists: false },
    ]);
    const both = workload("StatefulSet", "web", { app: "stateful-web" });
    expect(of(both, hpa("web", "StatefulSet", "web"))).toMatchObject([
      { namesSubject: false, targetExists: true },
    ]);
  });

  it("of a kind that is not read nothing is known", () => {
    expect(of(hpa("web", "Rollout", "web"))[0]).not.toHaveProperty("targetExists");
  });

  it("nor where the list of that kind failed, or was of manifests alone", () => {
    const snapshot = holding(web, hpa("web", "StatefulSet", "web"));
    const failing = snapshot.results.map((result) =>
      result.read.resource.kind === "StatefulSet"
        ? { read: result.read, failure: { reason: "Forbidden", message: "no" } as const }
        : result,
    );
    const partial = snapshot.results.map((result) =>
      result.read.resource.kind === "StatefulSet" && result.objects
        ? { ...result, incomplete: { reason: "NotRecorded", message: "no" } as const }
        : result,
    );
    for (const results of [failing, partial]) {
      expect(referencesOf(web, { ...snapshot, results }).autoscalers[0]).not.toHaveProperty("targetExists");
    }
  });

  it("share pods when their targets do: one and the same, or one that selects the other's", () => {
    const twin = workload("StatefulSet", "web-db", { app: "web", role: "db" });
    const api = workload("Deployment", "api", { app: "api" });
    const found = of(
      twin,
      api,
      hpa("web", "Deployment", "web"),
      hpa("web-again", "Deployment", "web"),
      hpa("db", "StatefulSet", "web-db"),
      hpa("api", "Deployment", "api"),
    );
    expect(found.map(({ ref, sharesPodsWith }) => [ref.name, sharesPodsWith])).toEqual([
      ["web", ["web-again", "db"]],
      ["web-again", ["web", "db"]],
    ]);
  });

  it("KEDA's scales Deployments where it names no kind, and its own HorizontalPodAutoscaler says whose it is", () => {
    const owner = {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      name: "web",
      uid: "1",
      controller: true,
    };
    const made = hpa("keda-hpa-web", "Deployment", "web");
    const scaled = {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "web", namespace },
      spec: { scaleTargetRef: { name: "web" } },
    };
    expect(
      of({ ...made, metadata: { ...made.metadata, ownerReferences: [owner] } }, scaled as KubeObject),
    ).toMatchObject([
      { ref: { name: "keda-hpa-web" }, managedBy: { kind: "ScaledObject", name: "web" } },
      { ref: { kind: "ScaledObject" }, namesSubject: true, minReplicas: 0, maxReplicas: 100 },
    ]);
  });

  it("a VerticalPodAutoscaler sets requests, in its mode", () => {
    const vpa = {
      apiVersion: "autoscaling.k8s.io/v1",
      kind: "VerticalPodAutoscaler",
      metadata: { name: "web", namespace },
      spec: { targetRef: { kind: "Deployment", name: "web" }, updatePolicy: { updateMode: "Off" } },
    };
    expect(of(vpa as KubeObject)).toMatchObject([
      { ref: { kind: "VerticalPodAutoscaler" }, updateMode: "Off" },
    ]);
  });
});

describe("the budgets of a workload", () => {
  function budget(name: string, spec: object, status: object = {}, generation = 1): KubeObject {
    return {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name, namespace, generation },
      spec,
      status,
    } as KubeObject;
  }
  const of = (...objects: readonly KubeObject[]) =>
    referencesOf(web, holding(web, ...objects)).disruptionBudgets;

  it("select its pods; an empty selector all of the namespace, an absent one none", () => {
    expect(
      of(
        budget("web", { selector: { matchLabels: { app: "web" } }, minAvailable: "50%" }),
        budget("all", { selector: {}, maxUnavailable: 1 }),
        budget("none", { maxUnavailable: 1 }),
        budget("api", { selector: { matchLabels: { app: "api" } }, maxUnavailable: 1 }),
      ).map(({ name, minAvailable, maxUnavailable }) => [name, minAvailable, maxUnavailable]),
    ).toEqual([
      ["web", "50%", undefined],
      ["all", undefined, 1],
    ]);
  });

  it("have counts once the controller has looked at their latest spec", () => {
    const spec = { selector: { matchLabels: { app: "web" } }, maxUnavailable: 1 };
    const status = {
      observedGeneration: 1,
      disruptionsAllowed: 1,
      currentHealthy: 3,
      desiredHealthy: 2,
      expectedPods: 3,
    };
    expect(of(budget("web", spec, status))[0]).toMatchObject({ disruptionsAllowed: 1, expectedPods: 3 });
    expect(of(budget("web", spec, status, 2))[0]).not.toHaveProperty("disruptionsAllowed");
  });

  it("say when they cannot be counted", () => {
    const failed = {
      type: "DisruptionAllowed",
      status: "False",
      reason: "SyncFailed",
      message: "daemonsets.apps does not implement the scale subresource",
    };
    const spec = { selector: { matchLabels: { app: "web" } }, maxUnavailable: 1 };
    expect(of(budget("web", spec, { conditions: [failed] }))[0]?.syncFailure).toBe(failed.message);
  });

  it("name the other workloads that they cover", () => {
    const twin = workload("StatefulSet", "web-db", { app: "web" });
    const spec = { selector: { matchLabels: { app: "web" } }, maxUnavailable: 1 };
    expect(of(twin, budget("web", spec))[0]?.alsoCovers).toEqual([{ kind: "StatefulSet", name: "web-db" }]);
  });
});

describe("selectors that overlap", () => {
  const of = (...objects: readonly KubeObject[]) => referencesOf(web, holding(web, ...objects)).overlaps;

  it("each matches the other's pods", () => {
    const twin = workload(
      "StatefulSet",
      "web",
      { app: "web", tier: "front", role: "db" },
      { selector: { matchLabels: { tier: "front" } } },
    );
    expect(of(twin)).toEqual([
      {
        other: { kind: "StatefulSet", name: "web" },
        selectsOther: true,
        selectedByOther: true,
        selector: "app=web",
        otherSelector: "tier=front",
        sharedLabels: { app: "web", tier: "front" },
      },
    ]);
  });

  it("one matches the other's, but not the other way round", () => {
    const canary = workload("Deployment", "web-canary", { app: "web", track: "canary" });
    expect(of(canary)).toMatchObject([{ selectsOther: true, selectedByOther: false }]);
    const all = workload(
      "DaemonSet",
      "agent",
      { app: "agent" },
      { selector: { matchExpressions: [{ key: "app", operator: "Exists" }] } },
    );
    expect(of(all)).toMatchObject([{ selectsOther: false, selectedByOther: true, otherSelector: "app" }]);
  });

  it("neither does: labels in common are not enough", () => {
    const api = workload("Deployment", "api", { app: "api", tier: "front" });
    expect(of(api)).toEqual([]);
  });

  it("not with itself, however it was read", () => {
    const snapshot = holding(web);
    const got = { read: { resource: deployments, namespace, name: "web" }, objects: [web] };
    expect(referencesOf(web, { ...snapshot, results: [got, ...snapshot.results] }).overlaps).toEqual([]);
  });
});

describe("who would undo a change made by hand", () => {
  const managed = (metadata: KubeObject["metadata"]) =>
    referencesOf(workload("Deployment", "web", {}, { metadata }), holding()).managers.map(
      ({ by, name, path }) => [by, name, path],
    );

  it.each<[string, KubeObject["metadata"], unknown[][]]>([
    [
      "nobody",
      { labels: { "app.kubernetes.io/instance": "web", "app.kubernetes.io/managed-by": "Helm" } },
      [],
    ],
    [
      "Helm, by the annotation that it goes by itself",
      { annotations: { "meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "prod" } },
      [["Helm", "prod/shop", "/metadata/annotations/meta.helm.sh~1release-name"]],
    ],
    [
      "Argo CD, by its tracking id",
      { annotations: { "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:shop/web" } },
      [["ArgoCD", "shop", "/metadata/annotations/argocd.argoproj.io~1tracking-id"]],
    ],
    [
      "not Argo CD, where the tracking id was copied from another object",
      { annotations: { "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:shop/api" } },
      [],
    ],
    [
      "Flux' kustomization",
      {
        labels: {
          "kustomize.toolkit.fluxcd.io/name": "apps",
          "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
        },
      },
      [["Flux", "Kustomization flux-system/apps", "/metadata/labels/kustomize.toolkit.fluxcd.io~1name"]],
    ],
    [
      "Flux' Helm release, not the Helm beneath it",
      {
        labels: { "helm.toolkit.fluxcd.io/name": "shop" },
        annotations: { "meta.helm.sh/release-name": "shop" },
      },
      [["Flux", "HelmRelease shop", "/metadata/labels/helm.toolkit.fluxcd.io~1name"]],
    ],
    [
      "an operator, by a controlling owner reference",
      {
        ownerReferences: [
          { apiVersion: "v1", kind: "ConfigMap", name: "note", uid: "1" },
          { apiVersion: "example.com/v1", kind: "Shop", name: "prod", uid: "2", controller: true },
        ],
      },
      [["Owner", "Shop/prod", "/metadata/ownerReferences/1"]],
    ],
  ])("%s", (_, metadata, expected) => {
    expect(managed(metadata)).toEqual(expected);
  });
});
