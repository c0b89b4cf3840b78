import type { PodSpec } from "../../kube/objects.ts";
import { type Amounts, amountsOf, largestOf, sumOf } from "./amount.ts";

type Kind = "requests" | "limits";
type Container = NonNullable<PodSpec["containers"]>[number];
type Resources = Container["resources"];

/**
 * What one pod of the spec counts for in a quota, by the names that a quota gives it: `pods`, `cpu`,
 * `requests.memory`, `requests.nvidia.com/gpu`. What admission would add is not in a pod template, and not here: a
 * LimitRange's defaults and a RuntimeClass' overhead.
 *
 * Upstream: pkg/quota/v1/evaluator/core/pods.go#PodUsageFunc, #podComputeUsageHelper (v1.36)
 */
export function podUsage(spec: PodSpec): Amounts {
  const requests = podTotal(spec, "requests");
  const limits = podTotal(spec, "limits");
  const once = { value: 10n ** 9n, binary: false };
  const usage = new Map([
    ["pods", once],
    ["count/pods", once],
  ]);
  for (const [resource, amount] of requests) {
    const isCompute = computeResources.has(resource);
    if (isCompute || isHugePages(resource)) usage.set(resource, amount);
    if (isCompute || isHugePages(resource) || isExtended(resource)) usage.set(`requests.${resource}`, amount);
  }
  for (const [resource, amount] of limits) {
    if (computeResources.has(resource)) usage.set(`limits.${resource}`, amount);
  }
  return usage;
}

const computeResources = new Set(["cpu", "memory", "ephemeral-storage"]);

function isHugePages(resource: string): boolean {
  return resource.startsWith("hugepages-");
}

/** Upstream: pkg/scheduler/util/utils.go#IsDRAExtendedResourceName, pkg/apis/core/v1/helper#IsExtendedResourceName */
function isExtended(resource: string): boolean {
  if (resource.startsWith("deviceclass.resource.kubernetes.io/")) return true;
  return resource.includes("/") && !resource.includes("kubernetes.io/") && !resource.startsWith("requests.");
}

/**
 * The sum over the containers, or what its init containers take at most, if that is more; what is set for the whole
 * pod comes before it. An overhead comes on top, of limits only where there is one.
 *
 * Upstream: component-helpers resource/helpers.go#PodRequests, #PodLimits (v1.36)
 */
export function podTotal(spec: Partial<PodSpec>, kind: Kind): Amounts {
  const containers = containersTotal(spec, kind);
  const total = new Map([...containers, ...ofWholePod(spec, kind, containers)]);
  const overhead = [...amountsOf(spec.overhead)].filter(
    ([resource]) => kind === "requests" || (total.get(resource)?.value ?? 0n) !== 0n,
  );
  return sumOf(total, new Map(overhead));
}

const none: Amounts = new Map();

/** Upstream: component-helpers resource/helpers.go#AggregateContainerRequests, #AggregateContainerLimits (v1.36) */
function containersTotal({ containers = [], initContainers = [] }: Partial<PodSpec>, kind: Kind): Amounts {
  let total = containers.map(({ resources }) => ofContainer(resources, kind)).reduce(sumOf, none);
  let sidecars = none;
  let initializing = none;
  for (const { resources, restartPolicy } of initContainers) {
    const own = ofContainer(resources, kind);
    const meanwhile = sumOf(sidecars, own);
    initializing = largestOf(initializing, meanwhile);
    if (restartPolicy === "Always") {
      total = sumOf(total, own);
      sidecars = meanwhile;
    }
  }
  return largestOf(total, initializing);
}

/** A limit is the request as well where there is none. Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Pod */
function ofContainer(resources: Resources, kind: Kind): Amounts {
  const limits = amountsOf(resources?.limits);
  return kind === "limits" ? limits : new Map([...limits, ...amountsOf(resources?.requests)]);
}

/**
 * Requests that are not set for the whole pod, though limits are, are those of the containers, and else the limits.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#defaultPodRequests, resource/helpers.go#IsSupportedPodLevelResource (v1.36)
 */
function ofWholePod({ resources }: Partial<PodSpec>, kind: Kind, containers: Amounts): Amounts {
  const limits = amountsOf(resources?.limits);
  const ofContainers = [...containers].filter(([resource]) => !isHugePages(resource));
  const own =
    kind === "limits" || limits.size === 0
      ? amountsOf(resources?.[kind])
      : new Map([...limits, ...ofContainers, ...amountsOf(resources?.requests)]);
  return new Map(
    [...own].filter(([resource]) => resource === "cpu" || resource === "memory" || isHugePages(resource)),
  );
}
