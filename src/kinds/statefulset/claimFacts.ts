import type { StatefulIdentity, StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { Event, PersistentVolumeClaim, Pod, StatefulSet } from "../../kube/objects.ts";
import { events, persistentVolumeClaims } from "../../kube/resources.ts";
import { objectsOf, resultOf, type Snapshot } from "../../kube/snapshot.ts";
import { amountsOf, amountText, sumOf } from "../../rules/quota/amount.ts";
import { storageClassesOf } from "../../rules/storage/storageClasses.ts";
import { claimTemplates, type KnownClaims, leftOverClaims } from "./claims.ts";

/** What becomes of the claims, which of them are left over, and the StorageClasses that they depend on. */
export function claimFacts(
  statefulSet: StatefulSet,
  identities: readonly StatefulIdentity[],
  known: KnownClaims | undefined,
  byOrdinal: ReadonlyMap<number, Pod> | undefined,
  snapshot: Snapshot,
): StatefulSetFacts["claims"] {
  const retention = statefulSet.spec?.persistentVolumeClaimRetentionPolicy;
  const leftOver = known ? leftOverClaims(statefulSet, known, new Set(byOrdinal?.keys())) : [];
  const sizes = leftOver.flatMap(({ capacity }) => (capacity === undefined ? [] : [{ storage: capacity }]));
  const total = sizes.map(amountsOf).reduce(sumOf, new Map()).get("storage");
  const asked = [
    ...claimTemplates(statefulSet).map(({ metadata, spec }) => ({
      template: metadata?.name ?? "",
      ...(spec?.storageClassName !== undefined && { storageClass: spec.storageClassName }),
    })),
    ...identities.flatMap(({ claims }) => claims),
  ];
  return {
    whenDeleted: retention?.whenDeleted ?? "Retain",
    whenScaled: retention?.whenScaled ?? "Retain",
    leftOver,
    ...(total && { leftOverCapacity: amountText(total) }),
    storageClasses: storageClassesOf(asked, snapshot),
  };
}

/** Undefined when claims could not be read. */
export function knownClaims({ metadata }: StatefulSet, snapshot: Snapshot): KnownClaims | undefined {
  const { namespace } = metadata ?? {};
  if (namespace === undefined) return undefined;
  const read = resultOf(snapshot, { resource: persistentVolumeClaims, namespace });
  if (read?.objects === undefined) return undefined;
  const found = objectsOf<PersistentVolumeClaim>(snapshot, persistentVolumeClaims, namespace);
  return {
    byName: new Map(found.map((claim) => [claim.metadata?.name ?? "", claim])),
    complete: read.incomplete === undefined,
    events: objectsOf<Event>(snapshot, events, namespace),
  };
}
