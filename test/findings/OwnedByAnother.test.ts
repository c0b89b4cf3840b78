import { expect, it } from "vitest";
import type { Manager } from "../../src/explanation/references.ts";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { webWith } from "./referring.ts";
import { findingTable } from "./table.ts";

const helm: Manager = {
  by: "Helm",
  name: "shop/web",
  path: "/metadata/annotations/meta.helm.sh~1release-name",
  value: "web",
};
const argo: Manager = {
  by: "ArgoCD",
  name: "team-a_web",
  path: "/metadata/annotations/argocd.argoproj.io~1tracking-id",
  value: "team-a_web:apps/Deployment:shop/web",
};
const kustomization: Manager = {
  by: "Flux",
  name: "Kustomization flux-system/apps",
  path: "/metadata/labels/kustomize.toolkit.fluxcd.io~1name",
  value: "apps",
};
const release: Manager = {
  by: "Flux",
  name: "HelmRelease web",
  path: "/metadata/labels/helm.toolkit.fluxcd.io~1name",
  value: "web",
};
const owner: Manager = {
  by: "Owner",
  name: "Grafana/dashboards",
  path: "/metadata/ownerReferences/0",
  value: "grafana.integreatly.org/v1beta1 Grafana/dashboards",
};

findingTable("OwnedByAnother", {
  valid: [
    ["somebody applied it by hand", web()],
    [
      "a manifest with the marks, where nothing is changed by hand yet",
      notApplied(webWith({ managers: [helm] })),
    ],
  ],
  invalid: [
    [
      "a Helm release has it",
      webWith({ managers: [helm] }),
      [
        {
          parameters: { by: "Helm", manager: "shop/web" },
          evidence: ["Deployment/web /metadata/annotations/meta.helm.sh~1release-name"],
        },
      ],
    ],
    [
      "its owner has handed its own marks on, and is the one that reverts",
      webWith({ managers: [owner, argo] }),
      [
        {
          parameters: { by: "Owner", ownerApiVersion: "grafana.integreatly.org/v1beta1" },
          evidence: ["Deployment/web /metadata/ownerReferences/0"],
        },
      ],
    ],
    [
      "Argo CD and Flux both have it",
      webWith({ managers: [argo, kustomization] }),
      [
        {
          parameters: { by: "ArgoCD" },
          evidence: ["Deployment/web /metadata/annotations/argocd.argoproj.io~1tracking-id"],
        },
        {
          parameters: { by: "Flux" },
          evidence: ["Deployment/web /metadata/labels/kustomize.toolkit.fluxcd.io~1name"],
        },
      ],
    ],
  ],
});

function notApplied({ subject: { uid: _, ...subject }, ...explanation }: ReturnType<typeof web>) {
  return { ...explanation, subject };
}

it.each([
  ["Helm", helm, "helm -n shop get values web"],
  ["Argo CD, an application of another namespace", argo, "argocd app diff team-a/web"],
  ["Flux, a Kustomization", kustomization, "flux -n flux-system suspend kustomization apps"],
  ["Flux, a HelmRelease that names no namespace", release, "flux -n shop suspend helmrelease web"],
  ["an owner", owner, "kubectl -n shop edit grafana.grafana.integreatly.org dashboards"],
  [
    "an owner of a built-in group",
    { ...owner, name: "Job/migrate", value: "batch/v1 Job/migrate" },
    "kubectl -n shop edit job.batch migrate",
  ],
])("the help of OwnedByAnother, for %s, names what to turn to", (_, manager, command) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "OwnedByAnother")
    .flatMap((rule) => rule.findings(webWith({ managers: [manager] })));
  expect(found?.help.split("\n").at(-1)).toBe(`  ${command}`);
});
