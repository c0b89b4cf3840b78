import type { DaemonSetFacts, StatusDifference } from "../../explanation/daemonSetFacts.ts";

/** As the columns of `kubectl get daemonsets` call them. */
const columns: { readonly [field: string]: string } = {
  desiredNumberScheduled: "desired",
  currentNumberScheduled: "current",
  numberMisscheduled: "misscheduled",
  numberReady: "ready",
  updatedNumberScheduled: "up-to-date",
  numberAvailable: "available",
};

/**
 * Where status, and with it `kubectl get`, says other numbers than the nodes and pods do, and why; undefined
 * where it does not. Fields with the same two numbers are told together.
 *
 * Upstream: pkg/controller/daemon/daemon_controller.go#syncNodeUpdate (v1.36)
 */
export function statusText(status: DaemonSetFacts["status"]): string | undefined {
  if (status === undefined || status.behind.length === 0) return undefined;
  const { behind, observedGeneration = 0, generation = 0 } = status;
  const alike = Map.groupBy(behind, ({ status: written, rules }) => `${written}, but it is ${rules} now`);
  const counts = [...alike].map(([numbers, fields]) => `${list(fields)} ${numbers}`).join("; ");
  return `still says ${counts}. ${why()}`;

  function why(): string {
    if (observedGeneration < generation)
      return "The controller has not acted on the latest change of the spec yet.";
    return behind.some(({ field }) => field === "desiredNumberScheduled")
      ? "A NoSchedule taint that comes, or a node that goes, does not by itself make the controller count again; the next change of a pod or of the spec does."
      : "The controller writes it anew shortly after a pod changes.";
  }
}

function list(fields: readonly StatusDifference[]): string {
  const names = fields.map(({ field }) => columns[field] ?? field);
  const last = names.pop();
  return names.length === 0 ? `${last}` : `${names.join(", ")} and ${last}`;
}
