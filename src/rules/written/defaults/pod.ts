import { type Fields, isFields } from "../../pods/templateFields.ts";
import { byDefault, type Defaults, isSame, items, type Rule, serverSet, struct } from "../pruneDefaults.ts";
import { container } from "./container.ts";
import { withoutPodResources } from "./podResources.ts";
import { podSpec } from "./podSpec.ts";

/** A request that is its limit, which is what a request is when only the limit is set. */
const requests: Rule = (value, { limits }) => {
  if (!isFields(value) || !isFields(limits)) return value;
  const left = Object.entries(value).filter(
    ([name, amount]) => !Object.hasOwn(limits, name) || !isSame(limits[name], amount),
  );
  return left.length === 0 ? undefined : Object.fromEntries(left);
};

/**
 * What the API server sets in the spec of a Pod, and in no template: there the same values are somebody's.
 * Containers for debugging come by a request of their own, no manifest can hold them.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Pod,
 * pkg/apis/core/validation/validation.go#ValidatePodCreate (v1.36)
 */
export function podDefaults(spec: Fields): Defaults {
  const hostPort: Rule = (value, { containerPort }) =>
    spec["hostNetwork"] === true && value === containerPort ? undefined : value;
  const containers = items({
    ...container,
    resources: struct({ requests }),
    ports: items({ protocol: byDefault("TCP"), hostPort }),
  });
  return {
    ...podSpec,
    containers,
    initContainers: containers,
    ephemeralContainers: serverSet,
    enableServiceLinks: byDefault(true),
    resources: (value) => withoutPodResources(value, spec),
  };
}
