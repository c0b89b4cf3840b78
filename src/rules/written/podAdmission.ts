import { type Fields, isFields } from "../pods/templateFields.ts";
import { withoutApiAccess } from "./apiAccess.ts";
import { withoutDefaultTolerations } from "./defaultTolerations.ts";
import { withoutLabelKeys } from "./labelKeys.ts";
import { withoutKeys } from "./metadata.ts";
import { wasSent } from "./sent.ts";

/**
 * The Pod as it was sent to the server: without what admission and the scheduler put into it.
 *
 * Upstream: plugin/pkg/admission (v1.36): defaulttolerationseconds, podtopologylabels, priority, runtimeclass,
 * serviceaccount
 */
export function asSent(pod: Fields): Fields {
  const { metadata, spec } = pod;
  return {
    ...pod,
    ...(isFields(metadata) && { metadata: labelsAsSent(metadata, pod) }),
    ...(isFields(spec) && { spec: specAsSent(spec, pod) }),
  };
}

function specAsSent(spec: Fields, pod: Fields): Fields {
  const isSent = (field: string) => !isLive(pod) || wasSent(pod, ["f:spec", `f:${field}`]);
  const isAdded: { readonly [field: string]: (value: unknown) => boolean } = {
    // The node of a live Pod is where it went, most likely by the scheduler, and not where it has to be. Only where
    // the server has noted that it came with the Pod (`kubectl debug node/…`) somebody meant that node.
    nodeName: () => !isSent("nodeName"),
    // Of the class, also where they came with the Pod: admission refuses all others.
    priority: () => true,
    preemptionPolicy: () => true,
    overhead: () => !isSent("overhead"),
    serviceAccountName: (value) => value === "default" && !isSent("serviceAccountName"),
    // The same under its old name, which would bring the new one back.
    serviceAccount: (value) => value === spec["serviceAccountName"],
  };
  const entries = Object.entries(spec).filter(
    ([field, value]) => !(Object.hasOwn(isAdded, field) && isAdded[field]?.(value)),
  );
  const { tolerations: all, ...rest } = withoutLabelKeys(withoutApiAccess(Object.fromEntries(entries), pod));
  const tolerations = withoutDefaultTolerations(all);
  return tolerations === undefined ? rest : { ...rest, tolerations };
}

/** The zone and region of its node, which a Pod is labelled with when it is bound. */
function labelsAsSent(metadata: Fields, pod: Fields): Fields {
  const { labels: all, ...rest } = metadata;
  const isBound = isLive(pod) && isFields(pod["spec"]) && (pod["spec"]["nodeName"] ?? "") !== "";
  const labels = withoutKeys(
    all,
    (key) => isBound && topologyLabels.has(key) && !wasSent(pod, ["f:metadata", "f:labels", `f:${key}`]),
  );
  return labels === undefined ? rest : { ...rest, labels };
}

const topologyLabels = new Set(["topology.kubernetes.io/region", "topology.kubernetes.io/zone"]);

/** The server gives every Pod a status, at its creation already; what has none is a manifest. */
function isLive(pod: Fields): boolean {
  return isFields(pod["status"]);
}
