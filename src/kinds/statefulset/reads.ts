import type { PersistentVolumeClaim, Pod, Service, StatefulSet } from "../../kube/objects.ts";
import { controlledBy } from "../../kube/ownership.ts";
import type { Read } from "../../kube/read.ts";
import { events, nodes, persistentVolumeClaims, pods, services, statefulSets } from "../../kube/resources.ts";
import { objectNamed, objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { corefileRead } from "../../rules/dns/clusterDomain.ts";
import { isReady } from "../../rules/pods/available.ts";
import { referenceReads } from "../../rules/references/referenceReads.ts";
import { claimEventsRead } from "../../rules/storage/pendingReason.ts";
import { storageClassesRead } from "../../rules/storage/storageClasses.ts";
import { mountedClaimReads } from "../../rules/volumes/mountedClaims.ts";
import { asWorkload } from "../../rules/workloads.ts";
import type { ExplainOptions, SubjectName } from "../kind.ts";
import { podWarningsRead } from "../podWarningsRead.ts";
import { endpointSliceReads, serviceReads } from "../referenceReads.ts";
import { claimsOf } from "./claims.ts";
import { nodesWithoutZoneLabel } from "./identities.ts";
import { ordinalRange, ordinalsOf } from "./ordinals.ts";

/**
 * What may name or select it, the governing Service among that, and the StatefulSet's own events do not depend on
 * what it says, so they go out with it. Its pods need its selector. Claims are found by name, not by label: one that
 * was there before the StatefulSet is used as it is, whatever its labels. StorageClasses and what is said about
 * claims are read only when one is not as it should be.
 */
export function reads(
  { namespace, name }: SubjectName,
  soFar: Snapshot,
  { clusterDomain }: ExplainOptions,
): readonly Read[] {
  const named: readonly Read[] = [{ resource: statefulSets, namespace, name }, ...referenceReads(namespace)];
  const first: readonly Read[] = [...named, ownEvents(namespace, name)];
  const statefulSet = objectNamed<StatefulSet>(soFar, statefulSets, namespace, name);
  const selector = statefulSet?.spec?.selector;
  if (statefulSet === undefined || selector === undefined) return first;
  const workload = asWorkload("StatefulSet", statefulSet);
  const mentioned: readonly Read[] = [
    ...serviceReads(workload, soFar),
    ...mountedClaimReads(workload, soFar),
    ...nameReads(statefulSet, clusterDomain, soFar),
    ...claimReads(statefulSet, soFar),
  ];
  // Not applied yet: it has no pods and no events.
  if (statefulSet.metadata?.uid === undefined) return [...named, ...mentioned];

  const own = controlledBy(objectsOf<Pod>(soFar, pods, namespace), statefulSet);
  return [
    ...first,
    ...mentioned,
    { resource: pods, namespace, labelSelector: selector },
    ...zoneReads(own, soFar),
    ...(own.some((pod) => !isReady(pod)) ? [podWarningsRead(namespace)] : []),
  ];
}

function ownEvents(namespace: string, name: string): Read {
  const fieldSelector = `involvedObject.kind=StatefulSet,involvedObject.name=${name}`;
  return { resource: events, namespace, fieldSelector };
}

/** What the names of the pods depend on. */
function nameReads(
  { metadata, spec }: StatefulSet,
  clusterDomain: string | undefined,
  soFar: Snapshot,
): readonly Read[] {
  const { namespace = "" } = metadata ?? {};
  const name = spec?.serviceName;
  if (!name) return [];
  const domain = clusterDomain === undefined ? [corefileRead] : [];
  const inNamespace = resultOf(soFar, { resource: services, namespace });
  if (inNamespace?.objects === undefined || inNamespace.incomplete !== undefined) return domain;
  const service = objectNamed<Service>(soFar, services, namespace, name);
  if (service === undefined) {
    // The one that was meant may be in another namespace; a list of all Services that was made anyway tells that too.
    const sameName: Read = { resource: services, fieldSelector: `metadata.name=${name}` };
    return resultOf(soFar, { resource: services })?.objects ? domain : [...domain, sameName];
  }
  const isWritten = Object.keys(service.spec?.selector ?? {}).length === 0;
  return isWritten ? [...domain, ...endpointSliceReads(namespace, [name])] : domain;
}

function claimReads(statefulSet: StatefulSet, soFar: Snapshot): readonly Read[] {
  const { namespace, uid } = statefulSet.metadata ?? {};
  if ((statefulSet.spec?.volumeClaimTemplates ?? []).length === 0 || namespace === undefined) return [];
  const list: Read = { resource: persistentVolumeClaims, namespace };
  const result = resultOf(soFar, list);
  if (uid === undefined) return [list, storageClassesRead];
  if (result?.objects === undefined) return [list];
  const found = objectsOf<PersistentVolumeClaim>(soFar, persistentVolumeClaims, namespace);
  const known = {
    byName: new Map(found.map((claim) => [claim.metadata?.name ?? "", claim])),
    complete: result.incomplete === undefined,
    events: [],
  };
  const claims = ordinalsOf(ordinalRange(statefulSet)).flatMap((ordinal) =>
    claimsOf(statefulSet, ordinal, known),
  );
  const unbound = claims.filter(({ exists, phase }) => exists && phase !== "Bound");
  const isOdd =
    unbound.length > 0 || claims.some(({ exists, drift }) => exists === false || drift.length > 0);
  const someHaveNoClass = unbound.some(({ storageClass }) => !storageClass);
  return [
    list,
    ...(isOdd ? [storageClassesRead] : []),
    ...(unbound.length > 0 ? [claimEventsRead(namespace, someHaveNoClass)] : []),
  ];
}

/** More nodes than that are not asked for their zones one by one. */
const nodesAtMost = 20;

/** Who may not see one node may not see the others: what is lacking for it is said once. */
function zoneReads(own: readonly Pod[], soFar: Snapshot): readonly Read[] {
  const names = nodesWithoutZoneLabel(own);
  if (names.length > nodesAtMost) return [];
  const reads = names.map((name): Read => ({ resource: nodes, name }));
  const refused = reads.find((read) => resultOf(soFar, read)?.failure?.reason === "Forbidden");
  return refused ? [refused] : reads;
}
