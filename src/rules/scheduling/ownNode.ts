import type { SurgeRoom } from "../../explanation/deploymentFacts.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import type { PodSpec, PodTemplateSpec } from "../../kube/objects.ts";

type OwnNode = Pick<NonNullable<SurgeRoom["ownNode"]>, "because" | "path" | "value">;
type AntiAffinityTerm = NonNullable<
  NonNullable<
    NonNullable<PodSpec["affinity"]>["podAntiAffinity"]
  >["requiredDuringSchedulingIgnoredDuringExecution"]
>[number];

const podSpecPath = "/spec/template/spec";

/** What makes pods of a template, whichever kind it is. */
interface Templated {
  readonly metadata?: { readonly namespace?: string };
  readonly spec?: { readonly template?: PodTemplateSpec };
}

/**
 * Why no two pods of the workload, of whichever template, run on one node; undefined where they may. The new pods of
 * an update then need nodes that no old one has.
 * @param hashLabels by which the controller tells pods of one template from those of another
 */
export function ownNodeOf(
  workload: Templated,
  hashLabels: readonly string[] = ["pod-template-hash"],
): OwnNode | undefined {
  return byHostPort(workload.spec?.template?.spec) ?? byAntiAffinity(workload, hashLabels);
}

/**
 * A port of the node is taken once. With hostNetwork every declared port is one.
 *
 * Upstream: pkg/scheduler/util/utils.go#GetHostPorts, pkg/apis/core/v1/defaults.go#defaultHostNetworkPorts (v1.36)
 */
function byHostPort(spec: PodSpec | undefined): OwnNode | undefined {
  for (const list of ["containers", "initContainers"] as const) {
    for (const [index, { ports = [], restartPolicy }] of (spec?.[list] ?? []).entries()) {
      // Another init container has ended before the pod is there to stay.
      if (list === "initContainers" && restartPolicy !== "Always") continue;
      const port = ports.findIndex(({ hostPort = 0 }) => hostPort > 0);
      if (port >= 0) {
        const path = `${podSpecPath}/${list}/${index}/ports/${port}/hostPort`;
        return { because: "HostPort", path, value: ports[port]?.hostPort };
      }
      if (spec?.hostNetwork === true && ports.length > 0) {
        return { because: "HostPort", path: `${podSpecPath}/hostNetwork`, value: true };
      }
    }
  }
  return undefined;
}

/** Upstream: pkg/scheduler/framework/plugins/interpodaffinity (v1.36) */
function byAntiAffinity({ metadata, spec }: Templated, hashLabels: readonly string[]): OwnNode | undefined {
  const terms =
    spec?.template?.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const labels = spec?.template?.metadata?.labels ?? {};
  const index = terms.findIndex(
    (term) =>
      term.topologyKey === "kubernetes.io/hostname" &&
      isAboutNamespace(term, metadata?.namespace) &&
      selectorMatches(term.labelSelector, labels) &&
      isAboutEveryTemplate(term, Object.keys(labels), hashLabels),
  );
  if (index < 0) return undefined;
  const path = `${podSpecPath}/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/${index}`;
  return { because: "AntiAffinity", path, value: terms[index] };
}

/** Without namespaces and selector it is about the pod's own. Of a selector only the empty one is sure to match it. */
function isAboutNamespace(
  { namespaces = [], namespaceSelector }: AntiAffinityTerm,
  own: string | undefined,
): boolean {
  if (namespaceSelector !== undefined && Object.keys(namespaceSelector).length === 0) return true;
  if (namespaces.length === 0) return namespaceSelector === undefined;
  return own !== undefined && namespaces.includes(own);
}

/**
 * matchLabelKeys narrows a term to pods with the same value: of the hash, to those of the same template.
 * mismatchLabelKeys to those with another value, which no pod of the workload has.
 */
function isAboutEveryTemplate(
  { matchLabelKeys = [], mismatchLabelKeys = [] }: AntiAffinityTerm,
  labels: readonly string[],
  hashLabels: readonly string[],
): boolean {
  return (
    !matchLabelKeys.some((key) => hashLabels.includes(key)) &&
    !mismatchLabelKeys.some((key) => hashLabels.includes(key) || labels.includes(key))
  );
}
