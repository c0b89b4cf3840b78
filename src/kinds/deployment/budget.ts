import type { Deployment } from "../../kube/objects.ts";
import { scaledValue } from "../../rules/intstr.ts";

/** Of a rolling update, in pods. */
export interface Budget {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
  readonly maxSurgeSpec: number | string;
  readonly maxUnavailableSpec: number | string;
}

/** Upstream: pkg/apis/apps/v1/defaults.go#SetDefaults_Deployment, for manifests that no server has defaulted */
const defaulted = "25%";

/**
 * How far a rolling update may go beyond and below `replicas`: maxSurge rounds up, maxUnavailable down, and where
 * both come to 0 maxUnavailable is 1, but never more than there are replicas. Undefined for Recreate.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts, #MaxUnavailable (v1.36)
 */
export function budgetOf({ spec }: Deployment, replicas: number): Budget | undefined {
  if (spec?.strategy?.type === "Recreate") return undefined;
  const { maxSurge: maxSurgeSpec = defaulted, maxUnavailable: maxUnavailableSpec = defaulted } =
    spec?.strategy?.rollingUpdate ?? {};
  const maxSurge = scaledValue(maxSurgeSpec, replicas, "up") ?? 0;
  const unavailable = scaledValue(maxUnavailableSpec, replicas, "down") ?? 0;
  const resolved = maxSurge === 0 && unavailable === 0 ? 1 : unavailable;
  return { maxSurge, maxUnavailable: Math.min(resolved, replicas), maxSurgeSpec, maxUnavailableSpec };
}
