import type { ClaimDrift, StatefulClaim } from "../../explanation/statefulSetFacts.ts";
import type { Event, PersistentVolumeClaim, StatefulSet } from "../../kube/objects.ts";
import { quantityValue } from "../../rules/quantity.ts";
import { claimPrefix, isWithin, ordinalAfter } from "../../rules/statefulset/ordinals.ts";
import { pendingReasonOf } from "../../rules/storage/pendingReason.ts";
import { ordinalRange } from "./ordinals.ts";

type ClaimTemplate = NonNullable<NonNullable<StatefulSet["spec"]>["volumeClaimTemplates"]>[number];

/** What was read of the claims of its namespace. */
export interface KnownClaims {
  readonly byName: ReadonlyMap<string, PersistentVolumeClaim>;
  /** False where only manifests were read: one that is not among them may exist all the same. */
  readonly complete: boolean;
  readonly events: readonly Event[];
}

/**
 * The claims of an ordinal: one for every volumeClaimTemplate, named `<template>-<StatefulSet>-<ordinal>`, in the
 * order of the templates. One of that name that exists is used as it is.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaims (v1.36)
 * @param known undefined when claims could not be read
 */
export function claimsOf(
  statefulSet: StatefulSet,
  ordinal: number,
  known: KnownClaims | undefined,
): readonly StatefulClaim[] {
  return claimTemplates(statefulSet).map((template) => {
    const claim = `${prefixOf(statefulSet, template)}${ordinal}`;
    const found = known?.byName.get(claim);
    const requested = template.spec?.resources?.requests?.["storage"];
    const storageClass = (found ?? template).spec?.storageClassName;
    return {
      template: template.metadata?.name ?? "",
      claim,
      ...(found ? { exists: true } : known?.complete && { exists: false }),
      ...(found && stateOf(found, known?.events ?? [])),
      ...(requested !== undefined && { requested }),
      ...(storageClass !== undefined && { storageClass }),
      drift: found ? driftOf(template, found) : [],
    };
  });
}

/** Claims of ordinals beyond those that it has and should have. They stay when it shrinks, and are used again. */
export function leftOverClaims(
  statefulSet: StatefulSet,
  { byName, events }: KnownClaims,
  ordinalsWithPod: ReadonlySet<number>,
): readonly StatefulClaim[] {
  const range = ordinalRange(statefulSet);
  const isLeftOver = (ordinal: number) => !isWithin(ordinal, range) && !ordinalsWithPod.has(ordinal);
  return claimTemplates(statefulSet).flatMap((template) => {
    const prefix = prefixOf(statefulSet, template);
    return [...byName]
      .flatMap(([name, claim]) => ({ claim, name, ordinal: ordinalAfter(prefix, name) }))
      .filter(({ ordinal }) => ordinal !== undefined && isLeftOver(ordinal))
      .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
      .map(({ claim, name }): StatefulClaim => {
        const storageClass = claim.spec?.storageClassName;
        return {
          template: template.metadata?.name ?? "",
          claim: name,
          exists: true,
          ...stateOf(claim, events),
          ...(storageClass !== undefined && { storageClass }),
          drift: [],
        };
      });
  });
}

function stateOf(claim: PersistentVolumeClaim, events: readonly Event[]): Partial<StatefulClaim> {
  const { metadata, spec, status } = claim;
  const capacity = status?.capacity?.["storage"];
  const claimRequested = spec?.resources?.requests?.["storage"];
  const pendingReason = pendingReasonOf(claim, events);
  return {
    ...(status?.phase !== undefined && { phase: status.phase }),
    ...(capacity !== undefined && { capacity }),
    ...(claimRequested !== undefined && { claimRequested }),
    ...(spec?.volumeName !== undefined && { volume: spec.volumeName }),
    ...(metadata?.deletionTimestamp !== undefined && { terminating: true }),
    ...(pendingReason !== undefined && { pendingReason }),
  };
}

/**
 * Where a claim is not what its template would make today. Claims can grow and templates cannot be changed, so they
 * part. A template without a class gets the default one, whichever that was when the claim was made.
 */
function driftOf(template: ClaimTemplate, { spec }: PersistentVolumeClaim): readonly ClaimDrift[] {
  const sizes = [template.spec, spec].map((each) => each?.resources?.requests?.["storage"]);
  const classes = [template.spec?.storageClassName, spec?.storageClassName];
  const modes = [template.spec, spec].map((each) => [...(each?.accessModes ?? [])].sort().join(", "));
  const drift = (field: ClaimDrift["field"], [wanted = "", has = ""]: readonly (string | undefined)[]) => ({
    field,
    template: wanted,
    claim: has,
  });
  const [wanted, has] = sizes.map((size) => quantityValue(size ?? ""));
  const isOtherSize = sizes.every((size) => size !== undefined) && wanted !== has;
  const isSmaller = wanted !== undefined && has !== undefined && has < wanted;
  const isOtherClass = classes.every((name) => name !== undefined) && classes[0] !== classes[1];
  return [
    ...(isOtherSize ? [{ ...drift("size", sizes), ...(isSmaller && ({ smaller: true } as const)) }] : []),
    ...(isOtherClass ? [drift("storageClass", classes)] : []),
    ...(modes[0] !== modes[1] && modes.every((mode) => mode !== "") ? [drift("accessModes", modes)] : []),
  ];
}

export function claimTemplates({ spec }: StatefulSet): readonly ClaimTemplate[] {
  return spec?.volumeClaimTemplates ?? [];
}

function prefixOf({ metadata }: StatefulSet, template: ClaimTemplate): string {
  return claimPrefix(template.metadata?.name ?? "", metadata?.name ?? "");
}
