import type { DaemonSetStatusFacts, StatusDifference } from "../../explanation/daemonSetFacts.ts";
import type { DaemonSet } from "../../kube/objects.ts";
import type { PlacementCounts } from "./counts.ts";

/**
 * The counts that the controller last wrote, and those that the rules make otherwise of what is there now.
 * They differ for a moment after every change, and for longer after a NoSchedule taint comes while no pod is
 * misscheduled, or a node is deleted: neither by itself makes the controller look at the DaemonSet again.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#syncNodeUpdate, #updateDaemonSetStatus (v1.36)
 */
export function statusFacts(
  { status, metadata }: DaemonSet,
  counts: PlacementCounts | undefined,
): DaemonSetStatusFacts | undefined {
  if (status === undefined || status.desiredNumberScheduled === undefined) return undefined;
  const written = {
    desiredNumberScheduled: status.desiredNumberScheduled,
    currentNumberScheduled: status.currentNumberScheduled,
    numberMisscheduled: status.numberMisscheduled,
    numberReady: status.numberReady,
    updatedNumberScheduled: status.updatedNumberScheduled ?? 0,
    numberAvailable: status.numberAvailable ?? 0,
    numberUnavailable: status.numberUnavailable ?? 0,
  };
  return {
    ...(status.observedGeneration !== undefined && { observedGeneration: status.observedGeneration }),
    ...(metadata?.generation !== undefined && { generation: metadata.generation }),
    ...written,
    behind: counts === undefined ? [] : differences(written, counts),
  };
}

function differences(
  written: Omit<DaemonSetStatusFacts, "behind" | "generation" | "observedGeneration">,
  counts: PlacementCounts,
): readonly StatusDifference[] {
  const byRules: readonly (readonly [keyof typeof written, number | undefined])[] = [
    ["desiredNumberScheduled", counts.desired],
    ["currentNumberScheduled", counts.current],
    ["numberMisscheduled", counts.misscheduled],
    ["numberReady", counts.ready],
    ["updatedNumberScheduled", counts.updated],
    ["numberAvailable", counts.available],
  ];
  return byRules.flatMap(([field, rules]) =>
    rules === undefined || rules === written[field] ? [] : [{ field, status: written[field], rules }],
  );
}
