import type { DaemonSetFacts } from "../../explanation/daemonSetFacts.ts";
import type { Placement } from "../../explanation/placement.ts";
import type { ControllerRevision, DaemonSet, Event, Node, Pod, Service } from "../../kube/objects.ts";
import { events, nodes, services } from "../../kube/resources.ts";
import { objectsOf, objectsRead, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { servicesSelecting } from "../../rules/services/selecting.ts";
import { countPlacements, type PlacementCounts } from "./counts.ts";
import { daemonPodsByNode } from "./daemonPods.ts";
import { groupExclusions } from "./exclusions.ts";
import { hostAccess } from "./hostAccess.ts";
import { placeOnNodes, placeOnUnreadNodes } from "./placement.ts";
import { podsRead, revisionsRead } from "./reads.ts";
import { currentRevision } from "./revisions.ts";
import { rolloutOf } from "./rollout.ts";
import { statusFacts } from "./statusFacts.ts";
import { addedTolerations, limitedTolerations } from "./tolerations.ts";

const eventsShown = 5;

/** All that is so of a DaemonSet, from what was read of it. Judges nothing. */
export function facts(daemonSet: DaemonSet, snapshot: Snapshot): DaemonSetFacts {
  const { namespace = "", uid } = daemonSet.metadata ?? {};
  const allEvents = newestWarnings(objectsOf<Event>(snapshot, events, namespace));
  const selector = daemonSet.spec?.selector ?? {};
  const podsByNode = daemonPodsByNode(daemonSet, objectsRead<Pod>(snapshot, podsRead(namespace, selector)));
  const current = currentRevision(
    daemonSet,
    objectsRead<ControllerRevision>(snapshot, revisionsRead(namespace, selector)),
  );
  const input = { daemonSet, podsByNode, current, podWarnings: allEvents, now: snapshot.observedAt };

  const nodesRead = resultOf(snapshot, { resource: nodes })?.objects !== undefined;
  const allNodes = objectsOf<Node>(snapshot, nodes);
  const placements = nodesRead ? placeOnNodes(input, allNodes) : placeOnUnreadNodes(input);
  const counts = nodesRead ? countPlacements(placements) : undefined;
  const known = new Set(allNodes.map(({ metadata }) => metadata?.name));

  const placement: Placement = {
    ...(counts ? { countsFrom: "rules", ...counts } : countsOfStatus(daemonSet)),
    nodes: placements,
    exclusions: nodesRead ? groupExclusions(daemonSet, placements, allNodes) : [],
    podsWithoutNode: nodesRead
      ? [...podsByNode].flatMap(([node, here]) =>
          known.has(node) ? [] : here.map(({ metadata }) => metadata?.name ?? ""),
        )
      : [],
  };
  const own = allEvents.filter(({ involvedObject }) => uid !== undefined && involvedObject.uid === uid);
  const status = statusFacts(daemonSet, counts);
  const template = daemonSet.spec?.template;
  return {
    placement,
    rollout: rolloutOf(daemonSet, current, placements, placement),
    tolerations: {
      declared: template?.spec?.tolerations ?? [],
      added: addedTolerations(template?.spec),
      limited: limitedTolerations(template?.spec),
    },
    ...(status && { status }),
    host: hostAccess(template?.spec),
    services: servicesSelecting(
      objectsOf<Service>(snapshot, services, namespace),
      namespace,
      template?.metadata?.labels,
    ),
    creationRefused: own.some(({ reason }) => reason === "FailedCreate"),
    events: own.slice(0, eventsShown).map(toWarning),
  };
}

/** What the controller last wrote, for when the nodes could not be read. */
function countsOfStatus({ status }: DaemonSet): Pick<Placement, "countsFrom"> & Partial<PlacementCounts> {
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
