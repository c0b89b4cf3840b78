import type { ConditionFacts } from "../../explanation/conditions.ts";
import type {
  DeploymentFacts,
  DeploymentPods,
  DeploymentRollout,
  ReplicaSetFacts,
} from "../../explanation/deploymentFacts.ts";
import type { Deployment, Event, Pod, ReplicaSet } from "../../kube/objects.ts";
import { events, pods, replicaSets } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { referencesOf } from "../../rules/references/references.ts";
import { missingServicesOf } from "../../rules/services/missingServices.ts";
import { routesOf } from "../../rules/services/routes.ts";
import { servicesOf } from "../../rules/services/servicesOf.ts";
import { mountedClaimsOf } from "../../rules/volumes/mountedClaims.ts";
import { asWorkload } from "../../rules/workloads.ts";
import type { ExplainOptions } from "../kind.ts";
import { obstacleOf } from "./obstacle.ts";
import { deploymentPods, podCounts } from "./pods.ts";
import { currentReplicaSet, lacksPods, ownedReplicaSets, replicaSetFacts } from "./replicaSets.ts";
import { rolloutOf } from "./rollout.ts";
import { nodesForSurge, surgeRoomOf } from "./surgeRoom.ts";

const eventsShown = 5;

/** All that is so of a Deployment, from what was read of it. Judges nothing. */
export function facts(deployment: Deployment, snapshot: Snapshot, options: ExplainOptions): DeploymentFacts {
  const { metadata, spec } = deployment;
  const namespace = metadata?.namespace;
  const warnings = newestWarnings(objectsOf<Event>(snapshot, events, namespace));

  const owned = ownedReplicaSets(deployment, objectsOf<ReplicaSet>(snapshot, replicaSets, namespace));
  const current = currentReplicaSet(deployment, owned);
  const ofReplicaSets = replicaSetFacts(owned, current, warnings, options);
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

  const workload = asWorkload("Deployment", deployment);
  const services = servicesOf(workload, snapshot);
  return {
    replicaSets: ofReplicaSets,
    rollout: rolloutFacts(deployment, readReplicaSets ? ofReplicaSets : undefined, allPods, snapshot),
    pods: allPods,
    conditions: conditionFacts(deployment),
    services,
    missingServices: missingServicesOf(workload, snapshot),
    routes: routesOf(services, namespace, snapshot),
    declaredPorts: declaredPorts(deployment),
    claims: mountedClaimsOf(workload, snapshot),
    references: referencesOf(workload, snapshot),
    events: newestOfEach(
      warnings.filter(({ involvedObject: { uid } }) => uid !== undefined && concerned.has(uid)),
    )
      .slice(0, eventsShown)
      .map(toWarning),
  };
}

function rolloutFacts(
  deployment: Deployment,
  ofReplicaSets: readonly ReplicaSetFacts[] | undefined,
  allPods: DeploymentPods,
  snapshot: Snapshot,
): DeploymentRollout {
  const rollout = rolloutOf(deployment, ofReplicaSets, allPods);
  const where = nodesForSurge(deployment, snapshot);
  const obstacle = obstacleOf({
    deployment,
    rollout,
    replicaSets: ofReplicaSets ?? [],
    pods: allPods,
    podObjects: objectsOf<Pod>(snapshot, pods, deployment.metadata?.namespace),
    ...(where && { nodesForSurge: where }),
    now: snapshot.observedAt,
  });
  const surgeRoom = surgeRoomOf(deployment, allPods, snapshot);
  return { ...rollout, ...(obstacle && { obstacle }), ...(surgeRoom && { surgeRoom }) };
}

/** Those of init containers that go on running count as well. */
function declaredPorts({ spec }: Deployment): readonly number[] {
  const { containers = [], initContainers = [] } = spec?.template.spec ?? {};
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  const declared = [...containers, ...sidecars].flatMap(({ ports = [] }) => ports);
  return [...new Set(declared.map(({ containerPort }) => containerPort))];
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
