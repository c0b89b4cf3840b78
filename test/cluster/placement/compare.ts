import type { DaemonSetFacts } from "../../../src/explanation/daemonSetFacts.ts";
import type { ExplanationOf } from "../../../src/explanation/explanation.ts";
import type { NodePlacement } from "../../../src/explanation/placement.ts";
import type { RealDaemonSet, RealPod } from "./truth.ts";

/** What of an explanation is not as the real controller has it. */
export interface Difference {
  /** Absent for one that concerns no single node. */
  readonly node?: string;
  readonly text: string;
}

/** What there was when the DaemonSet last stood still; no pods for a new one. */
export interface Before {
  readonly pods: readonly RealPod[];
  /** The template changed since: an update also takes pods away that could stay. */
  readonly templateChanged: boolean;
}

export function differences(
  { facts, gaps }: ExplanationOf<"DaemonSet">,
  { object, pods: allPods }: RealDaemonSet,
  before: Before,
): readonly Difference[] {
  const { placement } = facts;
  // With a finished pod that is being deleted the controller has nothing more to do.
  const pods = allPods.filter(({ finished, terminating }) => !(finished && terminating));
  const byNode = Map.groupBy(pods, ({ node }) => node);
  const known = new Set(placement.nodes.map(({ name }) => name));
  return [
    ...gaps.map(({ resource, message }) => ({ text: `could not read ${resource}: ${message}` })),
    ...(placement.countsFrom === "rules" ? [] : [{ text: `counts come from ${placement.countsFrom}` }]),
    ...placement.nodes.flatMap((node) => nodeDifferences(node, byNode.get(node.name) ?? [], before)),
    ...pods
      .filter(({ node }) => !known.has(node))
      .map(({ name, node }) => ({ node, text: `pod ${name} is on a node that the tool does not know` })),
    ...countDifferences(facts, object.status),
    ...groupDifferences(placement.nodes, facts),
    ...lossDifferences(facts, pods),
    ...restDifferences(facts, pods),
  ];
}

function nodeDifferences(
  node: NodePlacement,
  pods: readonly RealPod[],
  before: Before,
): readonly Difference[] {
  const { name, shouldRun, shouldContinueRunning, reasons } = node;
  const found: Difference[] = [];
  const say = (text: string) => found.push({ node: name, text });
  const live = pods.filter(({ terminating }) => !terminating);
  const earlier = before.pods.filter((pod) => pod.node === name && !pod.terminating);

  if (shouldRun === true && pods.length === 0) say("the tool says that a pod should run, there is none");
  if (shouldRun !== true && shouldContinueRunning === true) {
    const fresh = live.filter(({ uid }) => !earlier.some((pod) => pod.uid === uid));
    if (fresh.length > 0) say(`a pod was created (${fresh[0]?.name}); the tool says that none would be`);
    if (!before.templateChanged && live.length < earlier.length) {
      say("the pod was deleted; the tool says that it would stay");
    }
  }
  if (shouldContinueRunning !== true && live.length > 0) {
    say(`pod ${live[0]?.name} runs; the tool says that the controller would delete it`);
  }
  if ((shouldRun === true) !== (reasons.length === 0)) {
    say(`shouldRun is ${shouldRun} with ${reasons.length} reasons against it`);
  }
  const seen = [node.pod, ...(node.otherPods ?? [])].flatMap((pod) => pod ?? []);
  const [seenNames, names] = [seen, pods].map((each) =>
    each
      .map((pod) => pod.name)
      .sort()
      .join(),
  );
  if (seenNames !== names) say(`the tool sees the pods [${seenNames}], there are [${names}]`);
  return found;
}

function countDifferences(
  { placement, status, rollout }: DaemonSetFacts,
  real: RealDaemonSet["object"]["status"],
): readonly Difference[] {
  const pairs: readonly (readonly [string, number | undefined, number])[] = [
    ["desiredNumberScheduled", placement.desired, real?.desiredNumberScheduled ?? 0],
    ["currentNumberScheduled", placement.current, real?.currentNumberScheduled ?? 0],
    ["numberMisscheduled", placement.misscheduled, real?.numberMisscheduled ?? 0],
    ["numberReady", placement.ready, real?.numberReady ?? 0],
    ["updatedNumberScheduled", placement.updated, real?.updatedNumberScheduled ?? 0],
    ["numberAvailable", placement.available, real?.numberAvailable ?? 0],
    ["numberUnavailable", rollout.unavailable, real?.numberUnavailable ?? 0],
    ["the fields of status that are behind", status?.behind.length, 0],
  ];
  return pairs
    .filter(([, tool, controller]) => tool !== controller)
    .map(([field, tool, controller]) => ({ text: `${field}: the tool counts ${tool}, it is ${controller}` }));
}

/** Every node without the controller's favour is in one group, and no other node is; its group's advice is for it. */
function groupDifferences(
  nodes: readonly NodePlacement[],
  { placement }: DaemonSetFacts,
): readonly Difference[] {
  const excluded = nodes.filter(({ shouldRun }) => shouldRun !== true).map(({ name }) => name);
  const grouped = placement.exclusions.flatMap((group) => group.nodes);
  const misscheduled = placement.exclusions.reduce((sum, group) => sum + group.misscheduled, 0);
  const notAdmitted = placement.exclusions.flatMap(({ nodes: ofGroup, remedy }) =>
    remedy === undefined || remedy.insufficient
      ? []
      : ofGroup.filter((name) => !remedy.admits.includes(name)),
  );
  return [
    ...(excluded.sort().join() === grouped.sort().join()
      ? []
      : [{ text: `the exclusions name [${grouped}], excluded are [${excluded}]` }]),
    ...(misscheduled === placement.misscheduled
      ? []
      : [{ text: `the exclusions count ${misscheduled} misscheduled, there are ${placement.misscheduled}` }]),
    ...notAdmitted.map((node) => ({ node, text: "the advice for this node's group does not admit it" })),
  ];
}

/**
 * A node that is said to lose its pod to the update has one to lose; and a complete update with nothing
 * unavailable to wait for has none left to take.
 */
function lossDifferences({ rollout }: DaemonSetFacts, pods: readonly RealPod[]): readonly Difference[] {
  const { phase, losesPodOn, minReadySeconds } = rollout;
  const waits = minReadySeconds > 1 || pods.some(({ ready, terminating }) => !ready || terminating);
  return losesPodOn.flatMap((lost) => {
    if (!pods.some(({ node, terminating }) => node === lost && !terminating)) {
      return [{ node: lost, text: "the update would delete a pod here, there is none left" }];
    }
    return phase === "Complete" && !waits
      ? [{ node: lost, text: "the update is complete, and would still delete the pod here" }]
      : [];
  });
}

/**
 * Everything stands still here: an update that has not reached all nodes is stuck, or waits for minReadySeconds
 * or for a pod that terminates where a kubelet could end it.
 */
function restDifferences(
  { rollout, placement }: DaemonSetFacts,
  pods: readonly RealPod[],
): readonly Difference[] {
  const { phase, strategy, minReadySeconds, heldUpBy, desired = 0, updated = 0 } = rollout;
  if (strategy === "OnDelete" || minReadySeconds > 1 || updated >= desired) return [];
  if (phase === "Stuck" && heldUpBy.length > 0) return [];
  const ready = new Set(placement.nodes.flatMap(({ name, nodeReady }) => (nodeReady === "True" ? name : [])));
  if (pods.some(({ terminating, node }) => terminating && ready.has(node))) return [];
  const held = heldUpBy.map(({ node, reason }) => `${node}: ${reason}`).join(", ");
  return [
    {
      text: `the update stands still at ${updated} of ${desired}; the tool says ${phase}, held by [${held}]`,
    },
  ];
}
