import type { ConvertedClaim } from "../../explanation/convertedVolume.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { valueAt } from "../fields.ts";
import { claimFacts, claimNames } from "./knownClaims.ts";

/**
 * The claims of a template, one for every ordinal: `<template>-<StatefulSet>-<ordinal>`. One of that name that exists
 * is mounted as it is.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaimName (v1.36)
 */
export function ordinalClaims(
  template: string,
  statefulSet: Fields,
  namespace: string,
  snapshot: Snapshot,
): readonly Omit<ConvertedClaim, "use">[] {
  const name = String(valueAt(statefulSet, ["metadata", "name"]) ?? "");
  const { start, replicas } = ordinalRange(statefulSet);
  return Array.from({ length: replicas }, (_, index) => {
    const ordinal = start + index;
    return { ordinal, ...claimFacts(`${template}-${name}-${ordinal}`, namespace, snapshot) };
  });
}

/** Claims of ordinals that it has no more, or not yet: scaled down, or from a StatefulSet of this name before. */
export function leftOverClaims(
  template: string,
  statefulSet: Fields,
  namespace: string,
  snapshot: Snapshot,
): readonly Omit<ConvertedClaim, "use">[] {
  const prefix = `${template}-${String(valueAt(statefulSet, ["metadata", "name"]) ?? "")}-`;
  const { start, replicas } = ordinalRange(statefulSet);
  return claimNames(namespace, snapshot).flatMap((claim) => {
    const rest = claim.startsWith(prefix) ? claim.slice(prefix.length) : "";
    const ordinal = /^(0|[1-9]\d*)$/.test(rest) ? Number(rest) : undefined;
    if (ordinal === undefined || (ordinal >= start && ordinal < start + replicas)) return [];
    return [{ ordinal, ...claimFacts(claim, namespace, snapshot) }];
  });
}

export function ordinalRange(statefulSet: Fields): { readonly start: number; readonly replicas: number } {
  const start = valueAt(statefulSet, ["spec", "ordinals", "start"]);
  return { start: typeof start === "number" ? start : 0, replicas: replicasOf(statefulSet) };
}

/** Upstream: pkg/apis/apps/v1/defaults.go: one where it is not set. */
export function replicasOf(object: Fields): number {
  const replicas = valueAt(object, ["spec", "replicas"]);
  return typeof replicas === "number" ? replicas : 1;
}
