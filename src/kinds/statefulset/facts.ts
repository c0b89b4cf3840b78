import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { Event, Node, Pod, PodSpec, Service, StatefulSet } from "../../kube/objects.ts";
import { events, nodes, pods, services } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { clusterDomainOf } from "../../rules/dns/clusterDomain.ts";
import { newestWarnings, toWarning } from "../../rules/events/warnings.ts";
import { referencesOf } from "../../rules/references/references.ts";
import { routesOf } from "../../rules/services/routes.ts";
import { servicesOf, slicesOf } from "../../rules/services/servicesOf.ts";
import { mountedClaimsOf } from "../../rules/volumes/mountedClaims.ts";
import { asWorkload } from "../../rules/workloads.ts";
import type { ExplainOptions } from "../kind.ts";
import { claimFacts, knownClaims } from "./claimFacts.ts";
import { claimTemplates } from "./claims.ts";
import { governingServiceOf, type KnownServices } from "./governingService.ts";
import { identityOf, nodesWithoutZoneLabel } from "./identities.ts";
import { ordinalRange, ordinalsOf, podsByOrdinal } from "./ordinals.ts";
import { podCounts } from "./podCounts.ts";
import { rolloutOf } from "./rollout.ts";

const eventsShown = 5;

/** All that is so of a StatefulSet, from what was read of it. Judges nothing. */
export function facts(
  statefulSet: StatefulSet,
  snapshot: Snapshot,
  { clusterDomain: asked }: ExplainOptions,
): StatefulSetFacts {
  const { metadata, spec } = statefulSet;
  const namespace = metadata?.namespace;
  const workload = asWorkload("StatefulSet", statefulSet);
  const warnings = newestWarnings(objectsOf<Event>(snapshot, events, namespace));
  const claims = knownClaims(statefulSet, snapshot);
  const byOrdinal = ownPods(statefulSet, snapshot);
  const governing = governingServiceOf(statefulSet, knownServices(statefulSet, snapshot));
  const clusterDomain = clusterDomainOf(asked, snapshot);

  const input = {
    statefulSet,
    pods: byOrdinal,
    claims,
    governing,
    slices: governing?.isWritten ? slicesOf(namespace, governing.facts.name, snapshot) : undefined,
    clusterDomain: clusterDomain.name,
    nodes: nodesOf([...(byOrdinal?.values() ?? [])], snapshot),
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
  const allPods = podCounts(statefulSet, byOrdinal, identities, condemned);
  const selecting = servicesOf(workload, snapshot);
  // A volume of the template that is called as a claim template gives way to that one's claims.
  const ownVolumes = new Set(claimTemplates(statefulSet).map((template) => template.metadata?.name));

  return {
    identities,
    condemned,
    pods: allPods,
    ...(governing && { governingService: governing.facts }),
    clusterDomain,
    rollout: rolloutOf(statefulSet, identities, condemned, allPods),
    claims: claimFacts(statefulSet, identities, claims, byOrdinal, snapshot),
    mountedClaims: mountedClaimsOf(workload, snapshot).filter(({ volume }) => !ownVolumes.has(volume)),
    services: selecting,
    routes: routesOf(selecting, namespace, snapshot),
    references: referencesOf(workload, snapshot),
    selectorLabels: selectorLabels(statefulSet),
    servicePorts: declaredPorts(spec?.template.spec),
    terminationGracePeriodSeconds: spec?.template.spec?.terminationGracePeriodSeconds ?? 30,
    events: warnings
      .filter(
        ({ involvedObject }) => involvedObject.uid !== undefined && involvedObject.uid === metadata?.uid,
      )
      .slice(0, eventsShown)
      .map(toWarning),
  };
}

/** Labels by which a Service can tell its pods from others: what the selector itself goes by. */
function selectorLabels({ spec }: StatefulSet): StatefulSetFacts["selectorLabels"] {
  const keys = new Set(Object.keys(spec?.selector?.matchLabels ?? {}));
  const labels = Object.entries(spec?.template.metadata?.labels ?? {});
  return Object.fromEntries(labels.filter(([key]) => keys.has(key)));
}

function declaredPorts(spec: PodSpec | undefined): StatefulSetFacts["servicePorts"] {
  return (spec?.containers ?? []).flatMap(({ ports = [] }) =>
    ports.map(({ name, containerPort, protocol = "TCP" }) => ({
      ...(name !== undefined && { name }),
      containerPort,
      protocol,
    })),
  );
}

function ownPods(statefulSet: StatefulSet, snapshot: Snapshot) {
  const { namespace, uid } = statefulSet.metadata ?? {};
  const selector = statefulSet.spec?.selector;
  if (uid === undefined || namespace === undefined || selector === undefined) return undefined;
  const read = resultOf(snapshot, { resource: pods, namespace, labelSelector: selector });
  if (read?.objects === undefined) return undefined;
  return podsByOrdinal(statefulSet, objectsOf<Pod>(snapshot, pods, namespace));
}

/** By name, those whose zone their pods do not say. */
function nodesOf(own: readonly Pod[], snapshot: Snapshot): ReadonlyMap<string, Node> {
  const wanted = new Set(nodesWithoutZoneLabel(own));
  if (wanted.size === 0) return new Map();
  const all = objectsOf<Node>(snapshot, nodes).map((node): [string, Node] => [
    node.metadata?.name ?? "",
    node,
  ]);
  return new Map(all.filter(([name]) => wanted.has(name)));
}

function knownServices({ metadata, spec }: StatefulSet, snapshot: Snapshot): KnownServices | undefined {
  const { namespace } = metadata ?? {};
  if (namespace === undefined) return undefined;
  const read = resultOf(snapshot, { resource: services, namespace });
  if (read?.objects === undefined) return undefined;
  return {
    services: objectsOf<Service>(snapshot, services, namespace),
    complete: read.incomplete === undefined,
    elsewhere: objectsOf<Service>(snapshot, services).filter(
      (service) => service.metadata?.name === spec?.serviceName && service.metadata?.namespace !== namespace,
    ),
  };
}
