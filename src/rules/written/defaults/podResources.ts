import type { PodSpec } from "../../../kube/objects.ts";
import { type Fields, isFields } from "../../pods/templateFields.ts";
import { amountText } from "../../quota/amount.ts";
import { podUsage } from "../../quota/podUsage.ts";
import { isSame } from "../pruneDefaults.ts";

interface Resources {
  readonly limits?: Fields;
  readonly requests?: Fields;
}

/**
 * The resources of a whole Pod without what the server reckons from those of its containers. `spec` is the Pod's, as
 * the server sent it: the requests of its containers are filled up from their limits by then.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#defaultHugePagePodLimits, #defaultPodRequests (v1.36)
 */
export function withoutPodResources(resources: unknown, spec: Fields): unknown {
  if (!isFields(resources)) return resources;
  const ofContainers = containersRequests(spec);
  const names = ["limits", "requests"].flatMap((field) => Object.keys(fieldsOf(resources[field])));
  let left: Fields = resources;
  for (const name of new Set(names)) {
    const shorter = [["limits", "requests"], ["requests"]]
      .map((fields) => fields.reduce((so, field) => without(so, field, name), left))
      .find((candidate) => isSame(withDefaults(candidate, ofContainers), resources));
    left = shorter ?? left;
  }
  return left;
}

function without(resources: Fields, field: string, name: string): Fields {
  const { [field]: list, ...rest } = resources;
  const { [name]: _, ...others } = fieldsOf(list);
  return Object.keys(others).length === 0 ? rest : { ...rest, [field]: others };
}

function withDefaults(resources: Resources, ofContainers: Fields): Fields {
  const { limits: setLimits = {}, requests: setRequests = {}, ...rest } = resources;
  const isSet = Object.keys(setLimits).length + Object.keys(setRequests).length > 0;
  const hugePages = Object.entries(ofContainers).filter(
    ([name]) => isSet && isHugePages(name) && !Object.hasOwn(setRequests, name),
  );
  const limits = { ...Object.fromEntries(hugePages), ...setLimits };
  const shared = Object.entries(ofContainers).filter(([name]) => !isHugePages(name));
  const requests =
    Object.keys(limits).length === 0
      ? setRequests
      : { ...limits, ...Object.fromEntries(shared), ...setRequests };
  return {
    ...rest,
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(Object.keys(requests).length > 0 && { requests }),
  };
}

/** Of what can be set for a whole Pod. Huge pages are limited to just what is requested. */
function containersRequests({ containers, initContainers }: Fields): Fields {
  const usage = podUsage({ containers, initContainers } as unknown as PodSpec);
  return Object.fromEntries(
    [...usage]
      .filter(([name]) => name === "cpu" || name === "memory" || isHugePages(name))
      .map(([name, amount]) => [name, amountText(amount)]),
  );
}

function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
