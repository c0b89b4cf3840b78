/** The ordinals that a StatefulSet should have: from `start` on, as many as it has replicas. */
export interface OrdinalRange {
  readonly start: number;
  readonly replicas: number;
}

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#podInOrdinalRange (v1.36) */
export function isWithin(ordinal: number, { start, replicas }: OrdinalRange): boolean {
  return ordinal >= start && ordinal < start + replicas;
}

/**
 * What the names of a template's claims begin with: `<template>-<StatefulSet>-`, and the ordinal follows.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaimName (v1.36)
 */
export function claimPrefix(template: string, statefulSet: string): string {
  return `${template}-${statefulSet}-`;
}

/** Whose claim it is; undefined for a claim of another name. */
export function ordinalAfter(prefix: string, claim: string): number | undefined {
  const ordinal = claim.startsWith(prefix) ? claim.slice(prefix.length) : "";
  return /^(0|[1-9][0-9]*)$/.test(ordinal) ? Number(ordinal) : undefined;
}

/**
 * Which of the StatefulSet's pods it is, by its name, `<name>-<ordinal>`; undefined for one that is called otherwise.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#getParentNameAndOrdinal (v1.36)
 */
export function podOrdinal(statefulSet: string, pod: string): number | undefined {
  const [, parent, ordinal] = /^(.*)-([0-9]+)$/.exec(pod) ?? [];
  return parent === statefulSet ? Number(ordinal) : undefined;
}
