import type { SelectorOverlap } from "../../explanation/references.ts";
import { selectorMatches, selectorToQuery } from "../../kube/labelSelector.ts";
import type { StringMap } from "../../kube/objects.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload, workloadsBeside } from "../workloads.ts";

/**
 * The workloads of the namespace whose pods this one's selector matches, or whose selector matches its pods.
 * Nothing in the API forbids it: the API server only asks that a selector matches its own template.
 *
 * Upstream: pkg/apis/apps/validation/validation.go#ValidateDeploymentSpec and its siblings (v1.36)
 */
export function overlapsOf(workload: Workload, snapshot: Snapshot): readonly SelectorOverlap[] {
  return workloadsBeside(workload, snapshot).flatMap((other) => {
    const selectsOther = selectsPodsOf(workload, other);
    const selectedByOther = selectsPodsOf(other, workload);
    if (!selectsOther && !selectedByOther) return [];
    return [
      {
        other: nameOfWorkload(other),
        selectsOther,
        selectedByOther,
        selector: selectorText(workload),
        otherSelector: selectorText(other),
        sharedLabels: sharedLabels(labelsOf(workload), labelsOf(other)),
      },
    ];
  });
}

export function selectsPodsOf(workload: Workload, other: Workload): boolean {
  return selectorMatches(workload.spec?.selector, labelsOf(other));
}

function selectorText({ spec }: Workload): string {
  return selectorToQuery(spec?.selector ?? {});
}

function labelsOf({ spec }: Workload): StringMap {
  return spec?.template?.metadata?.labels ?? {};
}

function sharedLabels(a: StringMap, b: StringMap): StringMap {
  return Object.fromEntries(
    Object.entries(a).filter(([key, value]) => Object.hasOwn(b, key) && b[key] === value),
  );
}
