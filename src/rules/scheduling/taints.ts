import type { Taint, Toleration } from "../../kube/objects.ts";
import { parseInt64 } from "../integer.ts";

export interface TaintRules {
  /**
   * The feature gate TaintTolerationComparisonOperators (alpha, off by default in v1.36). Off: the API server
   * refuses new `Lt` and `Gt` tolerations, and stored ones tolerate nothing.
   */
  readonly comparisonOperators: boolean;
}

/** The gates as v1.36 ships them. */
export const defaultTaintRules: TaintRules = { comparisonOperators: false };

/**
 * Whether one toleration tolerates one taint. An empty effect tolerates all effects; an empty key with
 * `Exists` tolerates every taint; an empty operator is `Equal`. tolerationSeconds plays no part.
 *
 * Upstream: staging/src/k8s.io/api/core/v1/toleration.go#ToleratesTaint (v1.36)
 */
export function toleratesTaint(toleration: Toleration, taint: Taint, rules = defaultTaintRules): boolean {
  const { effect = "", key = "", operator = "", value = "" } = toleration;
  if (effect !== "" && effect !== taint.effect) return false;
  if (key !== "" && key !== taint.key) return false;
  switch (operator) {
    case "":
    case "Equal":
      return value === (taint.value ?? "");
    case "Exists":
      return true;
    case "Lt":
    case "Gt":
      return rules.comparisonOperators && compares(operator, value, taint.value ?? "");
    default:
      return false;
  }
}

/** `Lt` tolerates a taint whose value is less than the toleration's; both must be plain decimal integers. */
function compares(operator: "Lt" | "Gt", tolerationValue: string, taintValue: string): boolean {
  const [wanted, actual] = [plainInteger(tolerationValue), plainInteger(taintValue)];
  if (wanted === undefined || actual === undefined) return false;
  return operator === "Lt" ? actual < wanted : actual > wanted;
}

/** Upstream: apimachinery validate/content#IsDecimalInteger: no plus sign, no leading zeros. */
function plainInteger(text: string): bigint | undefined {
  return /^(0|-?[1-9]\d*)$/.test(text) ? parseInt64(text) : undefined;
}

/**
 * The taints that no toleration covers, of the effects named, in the node's order.
 * PreferNoSchedule is only a preference, so callers that ask where a pod may run leave it out.
 *
 * Upstream: component-helpers scheduling/corev1/helpers.go#FindMatchingUntoleratedTaint (v1.36), which stops
 * at the first; an explanation needs them all.
 */
export function untoleratedTaints(
  tolerations: readonly Toleration[],
  taints: readonly Taint[],
  effects: readonly string[],
  rules = defaultTaintRules,
): readonly Taint[] {
  return taints.filter(
    (taint) =>
      effects.includes(taint.effect) &&
      !tolerations.some((toleration) => toleratesTaint(toleration, taint, rules)),
  );
}
