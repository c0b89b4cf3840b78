import type { Manager } from "../explanation/references.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

type By = Manager["by"];

export const ownedByAnother = finding<
  {
    readonly namespace: string;
    readonly kind: string;
    readonly by: By;
    /** The release, application or kustomization, or the owner, as `Kind/name`. */
    readonly manager: string;
    /** Of an owner; else "". */
    readonly ownerApiVersion: string;
  },
  "Deployment" | "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "OwnedByAnother",
    severity: "info",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "something else manages the object and reverts changes by hand",
    explanation: `What made an object usually makes it again. A change by \`kubectl edit\`, \`patch\` or \`scale\` then lasts until
it is noticed:

- an operator, the owner with \`controller: true\`, corrects its objects as soon as it sees the change;
- Argo CD reports the application as OutOfSync, and puts it back at once with self-heal, else with the next sync;
- Flux applies a Kustomization again at every interval; a HelmRelease at its next upgrade, or with drift detection
  at every interval;
- Helm looks at nothing by itself: the next \`helm upgrade\` sets the fields that the chart sets.

Fields that the manager does not set are mostly left alone. There is nothing to do as long as nobody changes the
object by hand; who has to in an emergency should make the same change in the source, or stop the manager for that
time.

Upstream: \`staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#GetControllerOf\` (v1.36). The marks
of Helm, Argo CD and Flux are theirs by convention.`,
    example: { namespace: "shop", kind: "Deployment", by: "Helm", manager: "shop/web", ownerApiVersion: "" },
    message({ kind, by, manager }) {
      const reverts: { readonly [Name in By]: string } = {
        Owner: `\`${manager}\` owns this ${kind}: its controller reverts what is changed by hand`,
        Helm: `the Helm release \`${manager}\` has this ${kind}: the next \`helm upgrade\` reverts what is changed by hand`,
        ArgoCD: `the Argo CD application \`${argoName(manager)}\` has this ${kind}: self-heal, or else the next sync, reverts what is changed by hand`,
        Flux: `the Flux ${fluxWords(manager)} has this ${kind}: its next reconciliation reverts what is changed by hand`,
      };
      return reverts[by];
    },
    help({ namespace, by, manager, ownerApiVersion }) {
      switch (by) {
        case "Owner":
          return [
            "change the owner instead:",
            `  kubectl -n ${namespace} edit ${ownerResource(manager, ownerApiVersion)}`,
          ].join("\n");
        case "Helm": {
          const [release = "", releaseNamespace = namespace] = manager.split("/").toReversed();
          return [
            "change the values of the release, or the chart, and upgrade; what it was given so far:",
            `  helm -n ${releaseNamespace} get values ${release}`,
          ].join("\n");
        }
        case "ArgoCD":
          return [
            "change it in the source of the application; where that and the cluster differ:",
            `  argocd app diff ${argoName(manager)}`,
          ].join("\n");
        case "Flux": {
          const { resource, name, namespace: of = namespace } = fluxObject(manager);
          return [
            "change it in its source; to keep a change by hand for a while, suspend it, and resume it afterwards:",
            `  flux -n ${of} suspend ${resource} ${name}`,
          ].join("\n");
        }
      }
    },
  },
  find({ subject, facts: { references } }) {
    // Nothing in a manifest is changed by hand yet.
    if (subject.uid === undefined) return [];
    const owner = references.managers.find(({ by }) => by === "Owner");
    // An operator often hands the labels and annotations of its own object on, with the marks in them.
    const managers = owner === undefined ? references.managers : [owner];
    return managers.map(({ by, name, path, value }) => ({
      parameters: {
        namespace: subject.namespace ?? "",
        kind: subject.kind,
        by,
        manager: name,
        ownerApiVersion: by === "Owner" ? (value.split(" ")[0] ?? "") : "",
      },
      evidence: [evidence(subject, path, value)],
    }));
  },
});

/** An application of another namespace than Argo CD's stands as `namespace_name` in the marks; names have no `_`. */
function argoName(manager: string): string {
  return manager.replace("_", "/");
}

/** `Kustomization flux-system/apps` */
function fluxWords(manager: string): string {
  const [kind = "", name = ""] = manager.split(" ");
  return `${kind} \`${name}\``;
}

function fluxObject(manager: string) {
  const [kind = "", full = ""] = manager.split(" ");
  const [name = "", namespace] = full.split("/").toReversed();
  return { resource: kind.toLowerCase(), name, ...(namespace !== undefined && { namespace }) };
}

/** `Prometheus/k8s` of `monitoring.coreos.com/v1` is `prometheus.monitoring.coreos.com k8s`. */
function ownerResource(manager: string, apiVersion: string): string {
  const [kind = "", name = ""] = manager.split("/");
  const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
  return `${kind.toLowerCase()}${group} ${name}`;
}
