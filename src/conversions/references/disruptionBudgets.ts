import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { PodDisruptionBudget } from "../../kube/objects.ts";
import { podDisruptionBudgets } from "../../kube/resources.ts";
import { objectsOf } from "../../kube/snapshot.ts";
import { scaledValue } from "../../rules/intstr.ts";
import { nameOfWorkload, workloadsBeside } from "../../rules/workloads.ts";
import { type Converting, keepsItsName } from "./converting.ts";
import { mergePatch } from "./patch.ts";
import { selected } from "./selected.ts";

/**
 * The budgets that protect the old pods. All but a number of pods that have to be available asks the `scale` of the
 * pods' owner, which a DaemonSet does not have: then the controller allows no eviction at all.
 *
 * Upstream: pkg/controller/disruption/disruption.go#getExpectedPodCount, #getScaleController (v1.36)
 */
export function disruptionBudgetReferences(converting: Converting): readonly ConversionReference[] {
  const { namespace } = converting.workload.metadata ?? {};
  const budgets = objectsOf<PodDisruptionBudget>(converting.snapshot, podDisruptionBudgets, namespace);
  return budgets.flatMap((budget) => {
    const reference = selected(
      {
        ref: refOf(budget, "policy/v1", "PodDisruptionBudget"),
        path: "/spec/selector",
        selector: budget.spec?.selector,
        value: budget.spec?.selector,
        found: foundText(budget, converting),
        lost: "it protects none of them then",
      },
      converting,
    );
    if (reference === undefined) return [];
    const asksScale = reference.holds && !keepsItsName(converting) && converting.to.kind === "DaemonSet";
    return [(asksScale ? withoutScale(budget, reference, converting) : undefined) ?? reference];
  });
}

function foundText(budget: PodDisruptionBudget, converting: Converting): string {
  if (keepsItsName(converting)) return "goes on protecting the pods";
  const { workload, to } = converting;
  const { minAvailable } = budget.spec ?? {};
  const counts = "counts the new pods as the old ones, and those of both while both are there";
  if (typeof minAvailable === "number" && to.replicas !== undefined && minAvailable >= to.replicas) {
    const there = `${to.replicas} ${to.replicas === 1 ? "pod" : "pods"}`;
    return `${counts}; with \`minAvailable: ${minAvailable}\` of ${there} it allows no eviction then`;
  }
  if (workload.kind === "DaemonSet" && scaleField(budget) !== undefined) {
    return `${counts}; a ${to.kind} has the \`scale\` that it asks for, so that it allows evictions then`;
  }
  return counts;
}

function withoutScale(
  budget: PodDisruptionBudget,
  { ref, by }: ConversionReference,
  converting: Converting,
): ConversionReference | undefined {
  const field = scaleField(budget);
  if (field === undefined) return undefined;
  const value = budget.spec?.[field] as number | string;
  const others = alsoCovered(budget, converting);
  const wanted = minAvailableFor(field, value, converting.to.replicas);
  const allowsNone = `allows no eviction then: \`${field}: ${value}\` asks for a \`scale\`, which a DaemonSet does not have`;
  const why =
    others.length === 0
      ? allowsNone
      : `${allowsNone}, and so it stops evictions of ${others.join(", ")} as well: narrow its selector`;
  return {
    ref,
    path: `/spec/${field}`,
    value,
    by,
    holds: false,
    effect: why,
    ...(others.length === 0 &&
      wanted !== undefined && {
        patch: mergePatch(converting, ref, {
          spec: { ...(field === "maxUnavailable" && { [field]: null }), minAvailable: wanted },
        }),
        unpatch: mergePatch(converting, ref, {
          spec: { ...(field === "maxUnavailable" && { minAvailable: null }), [field]: value },
        }),
      }),
  };
}

/** Which of its two fields asks for a scale. */
function scaleField({ spec }: PodDisruptionBudget): "maxUnavailable" | "minAvailable" | undefined {
  if (spec?.maxUnavailable !== undefined) return "maxUnavailable";
  return typeof spec?.minAvailable === "string" ? "minAvailable" : undefined;
}

/** As many as the controller would ask for of so many pods. */
function minAvailableFor(
  field: "maxUnavailable" | "minAvailable",
  value: number | string,
  pods: number | undefined,
): number | undefined {
  if (pods === undefined) return undefined;
  const scaled = scaledValue(value, pods, "up");
  if (scaled === undefined) return undefined;
  return field === "minAvailable" ? scaled : Math.max(0, pods - scaled);
}

function alsoCovered(
  { spec }: PodDisruptionBudget,
  { workload, to, snapshot }: Converting,
): readonly string[] {
  return workloadsBeside(workload, snapshot)
    .filter((other) => selectorMatches(spec?.selector, other.spec?.template?.metadata?.labels))
    .map(nameOfWorkload)
    .filter(({ kind, name }) => kind !== to.kind || name !== to.name)
    .map(({ kind, name }) => `\`${kind}/${name}\``);
}
