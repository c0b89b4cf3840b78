import { type Fields, isFields } from "../pods/templateFields.ts";
import { type Defaults, items, pointer, pruneDefaults, type Rule } from "./pruneDefaults.ts";

/**
 * Without the requirements that the server appends to a Pod's label selectors when the Pod is created: for each of
 * `matchLabelKeys` that the Pod is labelled with `In` its value, for each of `mismatchLabelKeys` `NotIn`. Sent
 * again, they would be appended again. A selector that is empty without them stays: it selects all pods, and none at
 * all would select no pod.
 *
 * Upstream: pkg/registry/core/pod/strategy.go#mutatePodAffinity, #mutateTopologySpreadConstraints (v1.36)
 */
const labelSelector: Rule = (selector, { matchLabelKeys, mismatchLabelKeys }) => {
  if (!isFields(selector) || !Array.isArray(selector["matchExpressions"])) return selector;
  const keys = { In: keysOf(matchLabelKeys), NotIn: keysOf(mismatchLabelKeys) };
  const expressions: readonly unknown[] = selector["matchExpressions"];
  const lastWritten = expressions.findLastIndex((expression) => !isAppended(expression, keys));
  const { matchExpressions: _, ...rest } = selector;
  return lastWritten === -1 ? rest : { ...rest, matchExpressions: expressions.slice(0, lastWritten + 1) };
};

function keysOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value is not asked for: the Pod may have got another label since. */
function isAppended(
  expression: unknown,
  keys: { readonly In: readonly unknown[]; readonly NotIn: readonly unknown[] },
): boolean {
  if (!isFields(expression)) return false;
  const { key, operator, values } = expression;
  const appended = operator === "In" ? keys.In : operator === "NotIn" ? keys.NotIn : [];
  return appended.includes(key) && Array.isArray(values) && values.length === 1;
}

const podTerms: Defaults = {
  requiredDuringSchedulingIgnoredDuringExecution: items({ labelSelector }),
  preferredDuringSchedulingIgnoredDuringExecution: items({ podAffinityTerm: pointer({ labelSelector }) }),
};

const selectors: Defaults = {
  affinity: pointer({ podAffinity: pointer(podTerms), podAntiAffinity: pointer(podTerms) }),
  topologySpreadConstraints: items({ labelSelector }),
};

/** The spec of a Pod without the requirements that the server appended to its selectors. */
export function withoutLabelKeys(spec: Fields): Fields {
  return pruneDefaults(spec, selectors);
}
