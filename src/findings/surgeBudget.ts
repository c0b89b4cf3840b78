import type { NewWorkload } from "./newWorkload.ts";

/** What a rolling update of a Deployment may have beyond its replicas, and below, as numbers of pods. */
export interface SurgeBudget {
  readonly surge: number;
  readonly unavailable: number;
}

/**
 * Undefined for Recreate. A percentage of surge is rounded up, of unavailable pods down; when both come to 0, one may
 * be unavailable.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts (v1.36)
 */
export function surgeBudget({ spec }: NewWorkload, replicas: number): SurgeBudget | undefined {
  const { type = "RollingUpdate", rollingUpdate = {} } = spec?.strategy ?? {};
  if (type !== "RollingUpdate") return undefined;
  const surge = Math.ceil(podsOf(rollingUpdate.maxSurge, replicas));
  const unavailable = Math.floor(podsOf(rollingUpdate.maxUnavailable, replicas));
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function podsOf(value: number | string = "25%", replicas: number): number {
  return typeof value === "number" ? value : (Number.parseInt(value, 10) * replicas) / 100;
}
