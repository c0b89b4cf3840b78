import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { NodePlacement, Placement } from "../../explanation/placement.ts";
import type { ControllerRevision, DaemonSet, Event, Node, Pod } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { events, nodes } from "../../kube/resources.ts";
import { objectsOf, objectsRead, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { referencesOf } from "../../rules/references/references.ts";
import { addedTolerations, limitedTolerations } from "../../rules/scheduling/daemonTolerations.ts";
import { servicesOf } from "../../rules/services/servicesOf.ts";
import { asWorkload } from "../../rules/workloads.ts";
import { countPlacements, type PlacementCounts } from "./counts.ts";
import { daemonPodsByNode } from "./daemonPods.ts";
import { groupExclusions } from "./exclusions.ts";
import { hostAccess } from "./hostAccess.ts";
import { placeOnNodes, placeOnUnreadNodes } from "./placement.ts";
import { podsRead, revisionsRead } from "./reads.ts";
import { currentRevision } from "./revisions.ts";
import { rolloutOf } from "./rollout.ts";
import { statusFacts } from "./statusFacts.ts";

const eventsShown = 5;

/** All that is so of a DaemonSet, from what was read of it. Judges nothing. */
export function facts(daemonSet: DaemonSet, snapshot: Snapshot): DaemonSetFacts {
  const { namespace = "", uid, generation = 0 } = daemonSet.metadata ?? {};
  const allEvents = newestWarnings(objectsOf<Event>(snapshot, events, namespace));
  const selector = daemonSet.spec?.selector ?? {};
  const unread = unreadOf(snapshot, uid === undefined ? undefined : podsRead(namespace, selector));
  const podsKnown = uid !== undefined && unread === undefined;
  const podsByNode = daemonPodsByNode(daemonSet, objectsRead<Pod>(snapshot, podsRead(namespace, selector)));
  // Which revision is the template's is known only once the controller has acted on the spec.
  const isObserved = (daemonSet.status?.observedGeneration ?? 0) >= generation;
  const revisions = objectsRead<ControllerRevision>(snapshot, revisionsRead(namespace, selector));
  const current = isObserved ? currentRevision(daemonSet, revisions) : undefined;
  const now = snapshot.observedAt;
  const input = { daemonSet, podsByNode, podsKnown, current, podWarnings: allEvents, now };

  const nodesKnown = unread?.resource !== "nodes";
  const allNodes = objectsOf<Node>(snapshot, nodes);
  const placements = nodesKnown ? placeOnNodes(input, allNodes) : placeOnUnreadNodes(input);
  const counts = podsKnown ? countPlacements(placements) : undefined;
  const known = new Set(allNodes.map(({ metadata }) => metadata?.name));

  const onMissingNodes = nodesKnown
    ? [...podsByNode].flatMap(([node, here]) => (known.has(node) ? [] : here))
    : [];

  const placement: Placement = {
    ...countsOf(daemonSet, placements, counts, nodesKnown),
    ...(unread && { unread }),
    nodes: placements,
    exclusions: nodesKnown ? groupExclusions(daemonSet, placements, allNodes) : [],
    podsWithoutNode: onMissingNodes.map(({ metadata }) => metadata?.name ?? ""),
  };
  const own = allEvents.filter(({ involvedObject }) => uid !== undefined && involvedObject.uid === uid);
  const status = statusFacts(daemonSet, counts);
  const template = daemonSet.spec?.template;
  return {
    placement,
    rollout: rolloutOf(daemonSet, current, podsKnown ? placements : [], placement, onMissingNodes),
    tolerations: {
      declared: template?.spec?.tolerations ?? [],
      added: addedTolerations(template?.spec),
      limited: limitedTolerations(template?.spec),
    },
    ...(status && { status }),
    host: hostAccess(template?.spec),
    services: servicesOf(asWorkload("DaemonSet", daemonSet), snapshot),
    references: referencesOf(asWorkload("DaemonSet", daemonSet), snapshot),
    creationRefused: own.some(({ reason }) => reason === "FailedCreate"),
    events: own.slice(0, eventsShown).map(toWarning),
  };
}

/** The first that is lacking of what the counts are made of; a manifest has no pods to be read. */
function unreadOf(snapshot: Snapshot, ownPods: Read | undefined): Placement["unread"] {
  const nodesFailed = resultOf(snapshot, { resource: nodes })?.failure;
  if (nodesFailed !== undefined) return { resource: "nodes", reason: nodesFailed.reason };
  const podsFailed = ownPods && resultOf(snapshot, ownPods)?.failure;
  return podsFailed && { resource: "pods", reason: podsFailed.reason };
}

/** By the rules where nodes and pods are known; for a manifest just what it wants; else as last written. */
function countsOf(
  { status, metadata }: DaemonSet,
  placements: readonly NodePlacement[],
  counts: PlacementCounts | undefined,
  nodesKnown: boolean,
): Pick<Placement, "countsFrom"> & Partial<PlacementCounts> {
  // Without the revisions, which pods are of the current template is known from the controller alone.
  const updated = counts?.updated ?? status?.updatedNumberScheduled;
  if (counts) return { countsFrom: "rules", ...counts, ...(updated !== undefined && { updated }) };
  if (metadata?.uid === undefined && nodesKnown) {
    return { countsFrom: "rules", desired: placements.filter(({ shouldRun }) => shouldRun).length };
  }
  if (status?.desiredNumberScheduled === undefined) return { countsFrom: "none" };
  return {
    countsFrom: "status",
    desired: status.desiredNumberScheduled,
    current: status.currentNumberScheduled,
    ready: status.numberReady,
    available: status.numberAvailable ?? 0,
    updated: status.updatedNumberScheduled ?? 0,
    misscheduled: status.numberMisscheduled,
  };
}
