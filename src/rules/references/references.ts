import type { References } from "../../explanation/references.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import type { Workload } from "../workloads.ts";
import { autoscalersOf } from "./autoscalers.ts";
import { disruptionBudgetsOf } from "./disruptionBudgets.ts";
import { managersOf } from "./managers.ts";
import { overlapsOf } from "./overlaps.ts";

/** What the other objects of its namespace have to do with a workload. */
export function referencesOf(workload: Workload, snapshot: Snapshot): References {
  return {
    autoscalers: autoscalersOf(workload, snapshot),
    disruptionBudgets: disruptionBudgetsOf(workload, snapshot),
    overlaps: overlapsOf(workload, snapshot),
    managers: managersOf(workload),
  };
}
