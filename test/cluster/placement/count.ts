import type { ExplanationOf } from "../../../src/explanation/explanation.ts";
import type { ExclusionReason, NodePlacement } from "../../../src/explanation/placement.ts";
import type { DaemonSet, Node, Taint } from "../../../src/kube/objects.ts";
import type { Class, Coverage } from "./coverage.ts";
import type { RealDaemonSet, RealPod } from "./truth.ts";

/** Counts what a new DaemonSet met. The explanation was compared with the cluster before. */
export function countPlacement(
  coverage: Coverage,
  { facts: { placement } }: ExplanationOf<"DaemonSet">,
  { object, pods }: RealDaemonSet,
  nodes: readonly Node[],
): void {
  const { desired = 0, nodes: placements } = placement;
  coverage.count(
    desired === 0 ? "case on no node" : desired === nodes.length ? "case on all nodes" : "case on some nodes",
  );
  const byName = new Map(nodes.map((node) => [node.metadata?.name, node]));
  for (const placed of placements) {
    for (const reason of placed.reasons) coverage.count(...classesOf(reason));
    const node = byName.get(placed.name);
    if (placed.shouldRun && node !== undefined) countWanted(coverage, object, placed, node);
  }
  coverage.count("pod bound to no node", pods.filter(({ bound }) => !bound).length);
  coverage.count("pod not ready", pods.filter(({ ready }) => !ready).length);
  const available = placement.available ?? 0;
  coverage.count("pod ready, not available", (placement.ready ?? 0) - available);
}

/** Counts what a change of nodes did to the pods that were there. */
export function countChange(
  coverage: Coverage,
  { facts: { placement } }: ExplanationOf<"DaemonSet">,
  { pods }: RealDaemonSet,
  before: readonly RealPod[],
): void {
  const [uids, uidsBefore] = [pods, before].map((each) => new Set(each.map(({ uid }) => uid)));
  const byName = new Map(placement.nodes.map((node) => [node.name, node]));
  for (const pod of pods) {
    const node = byName.get(pod.node);
    if (!uidsBefore?.has(pod.uid)) coverage.count("after a change of nodes: pod created");
    else if (node?.state === "Misscheduled" && !pod.terminating) {
      coverage.count("after a change of nodes: misscheduled pod stays");
      if (!pod.bound) coverage.count("after a change of nodes: unbound misscheduled pod stays");
    }
  }
  for (const pod of before.filter(({ uid }) => !uids?.has(uid))) {
    const reasons = byName.get(pod.node)?.reasons ?? [];
    if (reasons.some(({ type }) => type !== "Taint")) {
      coverage.count("after a change of nodes: pod deleted for labels");
    } else if (reasons.some((reason) => reason.type === "Taint" && reason.effect === "NoExecute")) {
      coverage.count("after a change of nodes: pod deleted for NoExecute");
    }
  }
}

/** Counts where the update to a changed template came to. */
export function countUpdate(
  coverage: Coverage,
  { facts: { placement, rollout } }: ExplanationOf<"DaemonSet">,
  before: ExplanationOf<"DaemonSet">,
): void {
  coverage.count(rollout.phase === "Complete" ? "update complete" : "update not complete");
  if (rollout.phase === "Stuck") coverage.count("update stuck");
  coverage.count(
    "two pods on a node",
    placement.nodes.filter(({ otherPods = [] }) => otherPods.length > 0).length,
  );
  const dying = placement.nodes.filter(({ pod }) => pod?.terminating);
  coverage.count("pod that terminates for ever", dying.length);
  coverage.count(
    "pod that terminates for ever on a node that is not ready",
    dying.filter(({ nodeReady }) => nodeReady !== "True").length,
  );
  const misscheduled = new Set(
    before.facts.placement.nodes.filter(({ state }) => state === "Misscheduled").map(({ name }) => name),
  );
  const taken = placement.nodes.filter(({ name, state }) => state === "Excluded" && misscheduled.has(name));
  coverage.count("update took a misscheduled pod", taken.length);
}

function classesOf(reason: ExclusionReason): [Class] {
  switch (reason.type) {
    case "NodeName":
      return ["reason NodeName"];
    case "NodeSelector":
      return [
        reason.actual === undefined
          ? "reason NodeSelector, label absent"
          : "reason NodeSelector, other value",
      ];
    case "Taint":
      if (reason.key.startsWith("node.kubernetes.io/")) return ["reason Taint of a node condition"];
      return [reason.effect === "NoExecute" ? "reason Taint NoExecute" : "reason Taint NoSchedule"];
    case "NodeAffinity": {
      if (reason.problem !== undefined) {
        return [`reason NodeAffinity, ${reason.problem.includes("empty") ? "empty" : "unparsable"} term`];
      }
      const [first] = reason.expressions;
      return [
        `reason NodeAffinity ${first?.in === "matchFields" ? "matchFields" : first?.operator}` as Class,
      ];
    }
  }
}

function countWanted(coverage: Coverage, daemonSet: DaemonSet, placed: NodePlacement, node: Node): void {
  const taints: readonly Taint[] = node.spec?.taints ?? [];
  const has = (effect: string) =>
    taints.some((taint) => taint.effect === effect && !taint.key.startsWith("node.kubernetes.io/"));
  if (placed.cordoned) coverage.count("wanted on a cordoned node");
  if (placed.nodeReady !== "True") coverage.count("wanted on a node that is not ready");
  if (taints.some(({ key }) => key.endsWith("/network-unavailable"))) {
    coverage.count("wanted on a node without network");
  }
  if (has("PreferNoSchedule")) coverage.count("wanted in spite of PreferNoSchedule");
  if (has("NoSchedule")) coverage.count("wanted for a toleration of NoSchedule");
  if (has("NoExecute")) coverage.count("wanted for a toleration of NoExecute");

  const { nodeAffinity } = daemonSet.spec?.template.spec?.affinity ?? {};
  const terms = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const labels = node.metadata?.labels ?? {};
  const absent = terms[0]?.matchExpressions?.some(
    ({ key, operator }) => operator === "NotIn" && labels[key] === undefined,
  );
  if (absent && terms.length === 1) coverage.count("wanted for NotIn of an absent label");
}
