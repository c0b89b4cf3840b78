import type { ConversionReference } from "../../explanation/conversionReference.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import type { Workload } from "../../rules/workloads.ts";
import { connectionTo } from "../runbooks/connection.ts";
import { autoscalerReferences } from "./autoscalers.ts";
import type { Converted, Converting } from "./converting.ts";
import { dependentReferences } from "./dependents.ts";
import { disruptionBudgetReferences } from "./disruptionBudgets.ts";
import { managerReferences } from "./managers.ts";
import { mentionReferences } from "./mentions.ts";
import { monitorReferences } from "./monitors.ts";
import { networkPolicyReferences } from "./networkPolicies.ts";
import { serviceReferences } from "./services.ts";

const searches: readonly ((converting: Converting) => readonly ConversionReference[])[] = [
  autoscalerReferences,
  serviceReferences,
  disruptionBudgetReferences,
  networkPolicyReferences,
  monitorReferences,
  managerReferences,
  dependentReferences,
  mentionReferences,
];

/**
 * What points at the workload, its pods or their names, and what becomes of that: first what breaks, by kind and
 * name.
 *
 * @param workload as it was read, with its kind
 * @param connection flags that say which cluster, as they were typed, a context first; "" for none
 */
export function conversionReferencesOf(
  workload: Workload,
  to: Converted,
  snapshot: Snapshot,
  connection = "",
): readonly ConversionReference[] {
  const { kubectl } = connectionTo(connection, snapshot.source);
  const found = searches.flatMap((search) => search({ workload, to, snapshot, kubectl }));
  return found.toSorted(
    (a, b) =>
      Number(a.holds) - Number(b.holds) ||
      compare(a.ref.kind, b.ref.kind) ||
      compare(a.ref.name, b.ref.name) ||
      compare(a.path, b.path),
  );
}

/** Of code units, as kubectl sorts names. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
