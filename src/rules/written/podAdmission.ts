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
  const isSpec = isFields(spec);
  return {
    ...pod,
    ...(isFields(metadata) && { metadata: labelsAsSent(metadata, pod) }),
    ...(isSpec && { spec: specAsSent(spec, pod) }),
  };
}

function specAsSent(spec: Fields, pod: Fields): Fields {
  const isAdded: { readonly [field: string]: (value: unknown) => boolean } = {
    // A live Pod has a status, and then the node is where the Pod went, most likely by the scheduler. Only where
    // the server has noted that it came with the Pod (`kubectl debug node/…`) somebody meant that node.
    nodeName: () => isFields(pod["status"]) && !isSent("nodeName"),
    // Of the class, also where they came with the Pod: admission refuses all others.
    priority: () => true,
    preemptionPolicy: () => true,
    overhead: () => !isSent("overhead"),
    serviceAccountName: (value) => value === "default" && !isSent("serviceAccountName"),
  };
  const isSent = (field: string) => wasSent(pod, ["f:spec", `f:${field}`]);
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
  const isBound = isFields(pod["spec"]) && (pod["spec"]["nodeName"] ?? "") !== "";
  const labels = withoutKeys(
    all,
    (key) => isBound && topologyLabels.has(key) && !wasSent(pod, ["f:metadata", "f:labels", `f:${key}`]),
  );
  return labels === undefined ? rest : { ...rest, labels };
}

const topologyLabels = new Set(["topology.kubernetes.io/region", "topology.kubernetes.io/zone"]);
