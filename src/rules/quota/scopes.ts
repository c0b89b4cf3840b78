import type { PodSpec, ResourceQuota } from "../../kube/objects.ts";
import { requirementMatches } from "../labels/requirement.ts";
import { amountsOf } from "./amount.ts";

type Affinity = NonNullable<PodSpec["affinity"]>;
type Term = NonNullable<
  NonNullable<Affinity["podAffinity"]>["requiredDuringSchedulingIgnoredDuringExecution"]
>[number];

/**
 * Whether pods of the spec are among those that the quota counts: they fall under each of its scopes. A quota
 * without scopes counts all. The class that the priority admission gives to pods without one is not in a template,
 * and does not count here.
 *
 * Upstream: apiserver pkg/quota/v1/generic/evaluator.go#Matches, pkg/quota/v1/evaluator/core/pods.go#podMatchesScopeFunc
 * (v1.36)
 */
export function quotaCounts({ spec: quota }: ResourceQuota, spec: PodSpec): boolean {
  const scopes = (quota?.scopes ?? []).map((scopeName) => ({ scopeName, operator: "Exists", values: [] }));
  return [...scopes, ...(quota?.scopeSelector?.matchExpressions ?? [])].every(
    ({ scopeName, operator, values = [] }) => fallsUnder(spec, scopeName, operator, values),
  );
}

function fallsUnder(spec: PodSpec, scope: string, operator: string, values: readonly string[]): boolean {
  switch (scope) {
    case "Terminating":
      return isTerminating(spec);
    case "NotTerminating":
      return !isTerminating(spec);
    case "BestEffort":
      return isBestEffort(spec);
    case "NotBestEffort":
      return !isBestEffort(spec);
    case "PriorityClass": {
      const labels = spec.priorityClassName ? { [scope]: spec.priorityClassName } : {};
      return requirementMatches({ key: scope, operator, values: [...values] }, labels);
    }
    case "CrossNamespacePodAffinity":
      return reachesOtherNamespaces(spec.affinity);
    default:
      return false;
  }
}

function isTerminating({ activeDeadlineSeconds }: PodSpec): boolean {
  return activeDeadlineSeconds !== undefined && activeDeadlineSeconds >= 0;
}

/** No container asks for cpu or memory. Upstream: pkg/apis/core/v1/helper/qos/qos.go#ComputePodQOS (v1.36) */
function isBestEffort({ containers = [], initContainers = [], resources }: PodSpec): boolean {
  const asking =
    resources === undefined
      ? [...containers, ...initContainers].map((container) => container.resources)
      : [resources];
  return !asking.some((list) =>
    [...amountsOf(list?.requests), ...amountsOf(list?.limits)].some(
      ([resource, { value }]) => (resource === "cpu" || resource === "memory") && value > 0n,
    ),
  );
}

function reachesOtherNamespaces(affinity: Affinity | undefined): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((of): readonly Term[] => [
    ...(of?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(of?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }) => podAffinityTerm,
    ),
  ]);
  return terms.some(
    ({ namespaces = [], namespaceSelector }) => namespaces.length > 0 || namespaceSelector !== undefined,
  );
}
