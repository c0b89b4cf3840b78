import type { ConditionFacts, DeploymentFacts } from "../../explanation/deploymentFacts.ts";
import type { Deployment, Event, Pod, ReplicaSet, Service } from "../../kube/objects.ts";
import { events, pods, replicaSets, services } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { servicesSelecting } from "../../rules/services/selecting.ts";
import { deploymentPods, podCounts } from "./pods.ts";
import { currentReplicaSet, lacksPods, ownedReplicaSets, replicaSetFacts } from "./replicaSets.ts";
import { rolloutOf } from "./rollout.ts";

const eventsShown = 5;

/** All that is so of a Deployment, from what was read of it. Judges nothing. */
export function facts(deployment: Deployment, snapshot: Snapshot): DeploymentFacts {
  const { metadata, spec } = deployment;
  const namespace = metadata?.namespace;
  const warnings = newestWarnings(objectsOf<Event>(snapshot, events, namespace));

  const owned = ownedReplicaSets(deployment, objectsOf<ReplicaSet>(snapshot, replicaSets, namespace));
  const current = currentReplicaSet(deployment, owned);
  const ofReplicaSets = replicaSetFacts(owned, current, warnings);
  const [readReplicaSets, readPods] = [replicaSets, pods].map((resource) =>
    wasRead(deployment, resource, snapshot),
  );
  const items =
    readReplicaSets && readPods
      ? deploymentPods(owned, current, objectsOf<Pod>(snapshot, pods, namespace), {
          minReadySeconds: spec?.minReadySeconds ?? 0,
          warnings,
          now: snapshot.observedAt,
        })
      : undefined;
  const allPods = { ...podCounts(deployment), ...(items && { items }) };
  const concerned = new Set([metadata?.uid, ...owned.filter(lacksPods).map((short) => short.metadata?.uid)]);

  return {
    replicaSets: ofReplicaSets,
    rollout: rolloutOf(deployment, readReplicaSets ? ofReplicaSets : undefined, allPods),
    pods: allPods,
    conditions: conditionFacts(deployment),
    services: servicesSelecting(
      objectsOf<Service>(snapshot, services, namespace),
      namespace,
      spec?.template.metadata?.labels,
    ),
    events: newestOfEach(
      warnings.filter(({ involvedObject: { uid } }) => uid !== undefined && concerned.has(uid)),
    )
      .slice(0, eventsShown)
      .map(toWarning),
  };
}

function wasRead({ metadata, spec }: Deployment, resource: typeof pods, snapshot: Snapshot): boolean {
  const { namespace } = metadata ?? {};
  const selector = spec?.selector;
  if (namespace === undefined || selector === undefined) return false;
  return resultOf(snapshot, { resource, namespace, labelSelector: selector })?.objects !== undefined;
}

/** A ReplicaSet's FailedCreate names another pod each time, and says the same. */
function newestOfEach(warnings: readonly Event[]): readonly Event[] {
  const ofEach = new Map<string, Event>();
  for (const warning of warnings) {
    const key = `${warning.involvedObject.uid}/${warning.reason}`;
    if (!ofEach.has(key)) ofEach.set(key, warning);
  }
  return [...ofEach.values()];
}

function conditionFacts({ status }: Deployment): readonly ConditionFacts[] {
  return (status?.conditions ?? []).map(
    ({ type, status: is, reason, message, lastUpdateTime, lastTransitionTime }) => ({
      type,
      status: is,
      ...(reason !== undefined && { reason }),
      ...(message !== undefined && { message }),
      ...(lastUpdateTime !== undefined && { lastUpdateTime }),
      ...(lastTransitionTime !== undefined && { lastTransitionTime }),
    }),
  );
}
