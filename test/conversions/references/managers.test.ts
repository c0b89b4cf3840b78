import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { grafana, object, pointingAt, sent, short } from "./pointing.ts";

const helm = {
  annotations: { "meta.helm.sh/release-name": "grafana", "meta.helm.sh/release-namespace": "shop" },
};
const owner = { apiVersion: "grafana.example/v1", kind: "Grafana", name: "eu", uid: "7", controller: true };

describe("who would make the old workload anew", () => {
  it.each([
    [
      "Helm",
      helm,
      "the Helm release `shop/grafana` has it, and the next `helm upgrade` makes `Deployment/grafana` anew: change it in the chart or its values",
    ],
    [
      "Argo CD",
      { annotations: { "argocd.argoproj.io/tracking-id": "argo_monitoring:apps/Deployment:shop/grafana" } },
      "the Argo CD application `argo/monitoring` has it, and makes `Deployment/grafana` anew with the next sync, with self-heal at once: change it in the source of the application",
    ],
    [
      "Flux",
      {
        labels: {
          "kustomize.toolkit.fluxcd.io/name": "apps",
          "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
        },
      },
      "the Flux Kustomization `flux-system/apps` has it, and makes `Deployment/grafana` anew at its next reconciliation: change it in its source",
    ],
    [
      "its owner",
      { ownerReferences: [owner] },
      "`Grafana/eu` owns it and makes one in its place as soon as it is gone: change it there",
    ],
  ])("%s", (_, metadata, effect) => {
    const found = pointingAt(grafana("Deployment", metadata as KubeObject["metadata"]), "StatefulSet");
    expect(found).toMatchObject([
      {
        ref: { apiVersion: "apps/v1", kind: "Deployment", name: "grafana" },
        by: "Manager",
        holds: false,
        effect,
      },
    ]);
    expect(found[0]).not.toHaveProperty("patch");
  });

  it("an owner hands marks on, which say nothing beside it", () => {
    const found = pointingAt(
      grafana("Deployment", { ...helm, ownerReferences: [owner] } as KubeObject["metadata"]),
      "DaemonSet",
    );
    expect(found.map(({ path }) => path)).toEqual(["/metadata/ownerReferences/0"]);
  });

  it("nobody has to where it stays", () => {
    expect(pointingAt(grafana("Deployment", helm as KubeObject["metadata"]), "Deployment")).toEqual([]);
  });
});

describe("what names the old workload as its owner", () => {
  const old = { apiVersion: "apps/v1", kind: "Deployment", name: "grafana", uid: "uid-Deployment-grafana" };
  const secondary = (...ownerReferences: readonly object[]) =>
    object("apps/v1", "Deployment", "grafana-renderer", { metadata: { ownerReferences } });

  it("is deleted with it, unless that is taken off it before", () => {
    const [found] = pointingAt(grafana(), "StatefulSet", secondary(old));
    expect(found).toMatchObject({
      ref: { kind: "Deployment", name: "grafana-renderer" },
      path: "/metadata/ownerReferences/0",
      by: "Kind",
      holds: false,
      effect: "names `Deployment/grafana` as its owner, and is deleted with that",
    });
    expect(sent(found?.patch)).toEqual({ metadata: { ownerReferences: null } });
    expect(sent(found?.unpatch)).toEqual({ metadata: { ownerReferences: [old] } });
  });

  it("stays for another owner", () => {
    expect(short(pointingAt(grafana(), "StatefulSet", secondary(owner, old)))).toEqual([
      "Deployment/grafana-renderer by Kind holds",
    ]);
  });

  it("is not what names one that was there before it", () => {
    expect(pointingAt(grafana(), "StatefulSet", secondary({ ...old, uid: "uid-of-last-year" }))).toEqual([]);
  });
});
