import type { StatefulClaim } from "../../explanation/statefulSetFacts.ts";
import type { PersistentVolumeClaim, StatefulSet } from "../../kube/objects.ts";
import { type OrdinalRange, ordinalRange } from "./ordinals.ts";

type ClaimTemplate = NonNullable<NonNullable<StatefulSet["spec"]>["volumeClaimTemplates"]>[number];

/**
 * The claims of an ordinal: one for every volumeClaimTemplate, named `<template>-<StatefulSet>-<ordinal>`. One of
 * that name that exists is used as it is.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaims (v1.36)
 * @param existing by name; undefined when claims could not be read
 */
export function claimsOf(
  statefulSet: StatefulSet,
  ordinal: number,
  existing: ReadonlyMap<string, PersistentVolumeClaim> | undefined,
): readonly StatefulClaim[] {
  return claimTemplates(statefulSet).map((template) => {
    const claim = `${claimPrefix(statefulSet, template)}${ordinal}`;
    const requested = template.spec?.resources?.requests?.["storage"];
    return {
      template: template.metadata?.name ?? "",
      claim,
      ...(existing && { exists: existing.has(claim), ...stateOf(existing.get(claim)) }),
      ...(requested !== undefined && { requested }),
    };
  });
}

/** Claims of ordinals beyond those that it has and should have. They stay when it shrinks, and are used again. */
export function leftOverClaims(
  statefulSet: StatefulSet,
  existing: ReadonlyMap<string, PersistentVolumeClaim>,
  ordinalsWithPod: ReadonlySet<number>,
): readonly StatefulClaim[] {
  const range = ordinalRange(statefulSet);
  const isLeftOver = (ordinal: number) => !isWithin(range, ordinal) && !ordinalsWithPod.has(ordinal);
  return claimTemplates(statefulSet).flatMap((template) => {
    const prefix = claimPrefix(statefulSet, template);
    return [...existing.keys()]
      .flatMap((claim) => ({ claim, ordinal: ordinalAfter(prefix, claim) }))
      .filter(({ ordinal }) => ordinal !== undefined && isLeftOver(ordinal))
      .sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0))
      .map(({ claim }): StatefulClaim => {
        const state = stateOf(existing.get(claim));
        return { template: template.metadata?.name ?? "", claim, exists: true, ...state };
      });
  });
}

function stateOf(claim: PersistentVolumeClaim | undefined): Partial<StatefulClaim> {
  if (claim === undefined) return {};
  const { metadata, spec, status } = claim;
  const capacity = status?.capacity?.["storage"];
  return {
    ...(status?.phase !== undefined && { phase: status.phase }),
    ...(capacity !== undefined && { capacity }),
    ...(spec?.volumeName !== undefined && { volume: spec.volumeName }),
    ...(metadata?.deletionTimestamp !== undefined && { terminating: true }),
  };
}

/** Undefined for a claim of another name. */
function ordinalAfter(prefix: string, claim: string): number | undefined {
  const ordinal = claim.startsWith(prefix) ? claim.slice(prefix.length) : "";
  return /^(0|[1-9][0-9]*)$/.test(ordinal) ? Number(ordinal) : undefined;
}

function claimTemplates({ spec }: StatefulSet): readonly ClaimTemplate[] {
  return spec?.volumeClaimTemplates ?? [];
}

function claimPrefix({ metadata }: StatefulSet, template: ClaimTemplate): string {
  return `${template.metadata?.name}-${metadata?.name}-`;
}

function isWithin({ start, replicas }: OrdinalRange, ordinal: number): boolean {
  return ordinal >= start && ordinal < start + replicas;
}
