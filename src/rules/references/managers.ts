import type { Manager } from "../../explanation/references.ts";
import type { StringMap } from "../../kube/objects.ts";
import { controllerOf } from "../../kube/ownership.ts";
import type { Workload } from "../workloads.ts";

/**
 * Who made the object and would put it back: its owner, Helm, Argo CD or Flux, by the marks that they leave.
 * `app.kubernetes.io/instance`, Argo CD's older mark, is set by everybody and says nothing.
 *
 * Upstream: helm pkg/action/validate.go; argo-cd util/argo/resource_tracking.go; flux kustomize-controller and
 * helm-controller, labels `<group>/name` and `<group>/namespace`
 */
export function managersOf(workload: Workload): readonly Manager[] {
  // Both may be null in a file.
  const labels = workload.metadata?.labels ?? {};
  const annotations = workload.metadata?.annotations ?? {};
  return [
    ...ownerOf(workload),
    ...argoOf(workload, annotations, labels),
    ...fluxOf(labels, "kustomize.toolkit.fluxcd.io", "Kustomization"),
    ...fluxOf(labels, "helm.toolkit.fluxcd.io", "HelmRelease"),
    ...helmOf(annotations, labels),
  ];
}

function ownerOf(workload: Workload): readonly Manager[] {
  const owner = controllerOf(workload);
  if (owner === undefined) return [];
  const index = workload.metadata?.ownerReferences?.indexOf(owner) ?? 0;
  const name = `${owner.kind}/${owner.name}`;
  return [
    { by: "Owner", name, path: `/metadata/ownerReferences/${index}`, value: `${owner.apiVersion} ${name}` },
  ];
}

/** Helm sets the label by itself; the annotation is what it goes by. Flux' helm-controller uses Helm, and is told. */
function helmOf(annotations: StringMap, labels: StringMap): readonly Manager[] {
  const release = annotations["meta.helm.sh/release-name"];
  if (release === undefined || labels["helm.toolkit.fluxcd.io/name"] !== undefined) return [];
  const namespace = annotations["meta.helm.sh/release-namespace"];
  const name = namespace === undefined ? release : `${namespace}/${release}`;
  return [{ by: "Helm", name, path: pathOf("annotations", "meta.helm.sh/release-name"), value: release }];
}

/**
 * `application:group/Kind:namespace/name`. A tracking id that names another object was copied along with it, and is
 * ignored.
 */
function argoOf(workload: Workload, annotations: StringMap, labels: StringMap): readonly Manager[] {
  const tracking = annotations["argocd.argoproj.io/tracking-id"];
  if (tracking !== undefined) {
    const [name = "", type, object] = tracking.split(":");
    const { namespace, name: own } = workload.metadata ?? {};
    if (type !== `apps/${workload.kind}` || object !== `${namespace}/${own}`) return [];
    return [
      {
        by: "ArgoCD",
        name,
        path: pathOf("annotations", "argocd.argoproj.io/tracking-id"),
        value: tracking,
      },
    ];
  }
  const instance = labels["argocd.argoproj.io/instance"];
  if (instance === undefined) return [];
  return [
    { by: "ArgoCD", name: instance, path: pathOf("labels", "argocd.argoproj.io/instance"), value: instance },
  ];
}

function fluxOf(labels: StringMap, group: string, kind: string): readonly Manager[] {
  const name = labels[`${group}/name`];
  if (name === undefined) return [];
  const namespace = labels[`${group}/namespace`];
  const full = namespace === undefined ? name : `${namespace}/${name}`;
  return [{ by: "Flux", name: `${kind} ${full}`, path: pathOf("labels", `${group}/name`), value: name }];
}

/** JSON Pointer to a label or an annotation. */
function pathOf(map: "labels" | "annotations", key: string): string {
  return `/metadata/${map}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
