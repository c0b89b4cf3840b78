import type {
  StatefulIdentity,
  StatefulSetFacts,
  StatefulSetPods,
} from "../../explanation/statefulSetFacts.ts";
import type { Event, PersistentVolumeClaim, Pod, Service, StatefulSet } from "../../kube/objects.ts";
import { events, persistentVolumeClaims, pods, services } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { servicesSelecting } from "../../rules/services/selecting.ts";
import { leftOverClaims } from "./claims.ts";
import { governingServiceOf } from "./governingService.ts";
import { identityOf } from "./identities.ts";
import { ordinalRange, ordinalsOf, podsByOrdinal } from "./ordinals.ts";
import { rolloutOf } from "./rollout.ts";

const eventsShown = 5;
/** The default of every installer; only the kubelets' configuration says for certain. */
const clusterDomain = "cluster.local";

/** All that is so of a StatefulSet, from what was read of it. Judges nothing. */
export function facts(statefulSet: StatefulSet, snapshot: Snapshot): StatefulSetFacts {
  const { metadata, spec } = statefulSet;
  const namespace = metadata?.namespace;
  const warnings = newestWarnings(objectsOf<Event>(snapshot, events, namespace));
  const allServices = objectsOf<Service>(snapshot, services, namespace);
  const claims = claimsByName(statefulSet, snapshot);
  const byOrdinal = ownPods(statefulSet, snapshot);
  const governing = governingServiceOf(statefulSet, servicesKnown(statefulSet, allServices, snapshot));

  const input = {
    statefulSet,
    pods: byOrdinal,
    claims,
    governing: governing && { ...governing.facts, ...governing },
    clusterDomain,
    warnings,
    now: snapshot.observedAt,
  };
  const ordinals = ordinalsOf(ordinalRange(statefulSet));
  const identities = ordinals.map((ordinal) => identityOf(input, ordinal));
  const wanted = new Set(ordinals);
  const condemned = [...(byOrdinal ?? new Map<number, Pod>()).keys()]
    .filter((ordinal) => !wanted.has(ordinal))
    .sort((a, b) => b - a)
    .map((ordinal) => identityOf(input, ordinal));
  const allPods = podCounts(statefulSet, byOrdinal, identities);
  const retention = spec?.persistentVolumeClaimRetentionPolicy;

  return {
    identities,
    condemned,
    pods: allPods,
    ...(governing && { governingService: governing.facts }),
    clusterDomain: { name: clusterDomain, assumed: true },
    rollout: rolloutOf(statefulSet, identities, condemned, allPods),
    claims: {
      whenDeleted: retention?.whenDeleted ?? "Retain",
      whenScaled: retention?.whenScaled ?? "Retain",
      leftOver: claims ? leftOverClaims(statefulSet, claims, new Set(byOrdinal?.keys())) : [],
    },
    services: servicesSelecting(allServices, namespace, spec?.template.metadata?.labels),
    events: warnings
      .filter(
        ({ involvedObject }) => involvedObject.uid !== undefined && involvedObject.uid === metadata?.uid,
      )
      .slice(0, eventsShown)
      .map(toWarning),
  };
}

function ownPods(statefulSet: StatefulSet, snapshot: Snapshot) {
  const { namespace, uid } = statefulSet.metadata ?? {};
  const selector = statefulSet.spec?.selector;
  if (uid === undefined || namespace === undefined || selector === undefined) return undefined;
  const read = resultOf(snapshot, { resource: pods, namespace, labelSelector: selector });
  if (read?.objects === undefined) return undefined;
  return podsByOrdinal(statefulSet, objectsOf<Pod>(snapshot, pods, namespace));
}

function claimsByName({ metadata }: StatefulSet, snapshot: Snapshot) {
  const { namespace } = metadata ?? {};
  if (namespace === undefined) return undefined;
  const read = resultOf(snapshot, { resource: persistentVolumeClaims, namespace });
  if (read?.objects === undefined) return undefined;
  const found = objectsOf<PersistentVolumeClaim>(snapshot, persistentVolumeClaims, namespace);
  return new Map(found.map((claim) => [claim.metadata?.name ?? "", claim]));
}

/** Manifests alone do not say that a Service is missing: it may be in the cluster. */
function servicesKnown(
  { metadata, spec }: StatefulSet,
  found: readonly Service[],
  snapshot: Snapshot,
): readonly Service[] | undefined {
  if (found.some((service) => service.metadata?.name === spec?.serviceName)) return found;
  const { namespace } = metadata ?? {};
  if (namespace === undefined || snapshot.source.type === "manifest") return undefined;
  return resultOf(snapshot, { resource: services, namespace })?.objects === undefined ? undefined : found;
}

function podCounts(
  { spec, status }: StatefulSet,
  byOrdinal: ReadonlyMap<number, Pod> | undefined,
  identities: readonly StatefulIdentity[],
): StatefulSetPods {
  const desired = spec?.replicas ?? 1;
  if (byOrdinal !== undefined) {
    const staying = identities.filter(({ state }) => state !== "Terminating");
    return {
      countsFrom: "pods",
      desired,
      current: byOrdinal.size,
      ready: staying.filter(({ state }) => state === "Ready").length,
      available: staying.filter(({ state, available }) => state === "Ready" && available).length,
      updated: staying.filter(({ revision }) => revision === "Update").length,
    };
  }
  if (status?.observedGeneration === undefined) return { countsFrom: "none", desired };
  return {
    countsFrom: "status",
    desired,
    current: status.replicas,
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    updated: status.updatedReplicas ?? 0,
  };
}
