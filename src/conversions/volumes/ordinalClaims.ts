import type { ConvertedClaim } from "../../explanation/convertedVolume.ts";
import type { Snapshot } from "../../kube/snapshot.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { claimPrefix, isWithin, type OrdinalRange, ordinalAfter } from "../../rules/statefulset/ordinals.ts";
import { valueAt } from "../fields.ts";
import { claimFacts, claimNames } from "./knownClaims.ts";

/** Of more ordinals than this, only those are told of whose claims exist, and the first and the last. */
const mostOrdinals = 1000;

/**
 * The claims of a template, one for every ordinal: `<template>-<StatefulSet>-<ordinal>`. One of that name that exists
 * is mounted as it is.
 */
export function ordinalClaims(
  template: string,
  statefulSet: Fields,
  namespace: string,
  snapshot: Snapshot,
): readonly Omit<ConvertedClaim, "use">[] {
  const range = ordinalRange(statefulSet);
  const prefix = prefixOf(template, statefulSet);
  return ordinalsToTell(range, () => existing(prefix, namespace, snapshot)).map((ordinal) => ({
    ordinal,
    ...claimFacts(`${prefix}${ordinal}`, namespace, snapshot),
  }));
}

/** Claims of ordinals that it has no more, or not yet: scaled down, or from a StatefulSet of this name before. */
export function leftOverClaims(
  template: string,
  statefulSet: Fields,
  namespace: string,
  snapshot: Snapshot,
): readonly Omit<ConvertedClaim, "use">[] {
  const range = ordinalRange(statefulSet);
  const prefix = prefixOf(template, statefulSet);
  return existing(prefix, namespace, snapshot)
    .filter((ordinal) => !isWithin(ordinal, range))
    .map((ordinal) => ({ ordinal, ...claimFacts(`${prefix}${ordinal}`, namespace, snapshot) }));
}

function ordinalsToTell(range: OrdinalRange, existingOnes: () => readonly number[]): readonly number[] {
  const { start, replicas } = range;
  if (replicas <= mostOrdinals) return Array.from({ length: replicas }, (_, index) => start + index);
  const within = existingOnes().filter((ordinal) => isWithin(ordinal, range));
  return [...new Set([start, ...within, start + replicas - 1])].sort((one, other) => one - other);
}

function prefixOf(template: string, statefulSet: Fields): string {
  return claimPrefix(template, String(valueAt(statefulSet, ["metadata", "name"]) ?? ""));
}

/** The ordinals of the claims that there are. */
function existing(prefix: string, namespace: string, snapshot: Snapshot): readonly number[] {
  return claimNames(namespace, snapshot).flatMap((claim) => ordinalAfter(prefix, claim) ?? []);
}

export function ordinalRange(statefulSet: Fields): OrdinalRange {
  const start = valueAt(statefulSet, ["spec", "ordinals", "start"]);
  return { start: typeof start === "number" ? start : 0, replicas: replicasOf(statefulSet) };
}

/** Upstream: pkg/apis/apps/v1/defaults.go: one where it is not set. */
export function replicasOf(object: Fields): number {
  const replicas = valueAt(object, ["spec", "replicas"]);
  return typeof replicas === "number" ? replicas : 1;
}
