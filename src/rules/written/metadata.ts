import { type Fields, isFields } from "../pods/templateFields.ts";

/** What the API server and controllers write of an object, and of no manifest. */
const serverSet = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "finalizers",
  "generation",
  "managedFields",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
]);

/** Of kubectl, of the DaemonSet's API, of LimitRanger, and of the pods of a kubelet's own manifests. */
const controllersAnnotations = new Set([
  "deprecated.daemonset.template.generation",
  "kubectl.kubernetes.io/last-applied-configuration",
  "kubernetes.io/config.hash",
  "kubernetes.io/config.mirror",
  "kubernetes.io/config.seen",
  "kubernetes.io/config.source",
  "kubernetes.io/limit-ranger",
]);

/** Of the Deployment controller (its revision, what a ReplicaSet scales to) and of autoscalers of old. */
const controllersPrefixes = ["deployment.kubernetes.io/", "autoscaling.alpha.kubernetes.io/"];

/** Labels by which controllers find their pods and ReplicaSets again. */
const controllersLabels = new Set([
  "apps.kubernetes.io/pod-index",
  "controller-revision-hash",
  "pod-template-generation",
  "pod-template-hash",
  "statefulset.kubernetes.io/pod-name",
]);

/**
 * The metadata that a person would have written: without what the API server and controllers set. Controllers label
 * Pods and ReplicaSets; on any other kind such a label is its author's. `kubectl rollout restart` writes into the
 * template, which is not touched here: it is a person's act.
 */
export function writtenMetadata(kind: string | undefined, metadata: Fields): Fields {
  const entries = Object.entries(metadata).filter(
    ([field]) =>
      (!serverSet.has(field) || (field === "finalizers" && areApplied(metadata, field))) &&
      !(field === "generateName" && metadata["name"] !== undefined),
  );
  const isLabelled = kind === "Pod" || kind === "ReplicaSet";
  return Object.fromEntries(
    entries.flatMap(([field, value]) => {
      const left =
        field === "annotations"
          ? withoutKeys(value, isControllersAnnotation)
          : field === "labels" && isLabelled
            ? withoutKeys(value, (key) => controllersLabels.has(key))
            : value;
      return left === undefined ? [] : [[field, left]];
    }),
  );
}

/**
 * Whether a manifest holds it that was applied: controllers set finalizers too, and a person's own stay when it is
 * applied again.
 */
function areApplied(metadata: Fields, field: string): boolean {
  const { annotations, managedFields } = metadata;
  const copy = isFields(annotations)
    ? annotations["kubectl.kubernetes.io/last-applied-configuration"]
    : undefined;
  const applied = Array.isArray(managedFields) ? managedFields.filter(isFields) : [];
  return (
    (typeof copy === "string" && copy.includes(`"${field}":[`)) ||
    applied.some(
      ({ operation, fieldsV1 }) => operation === "Apply" && JSON.stringify(fieldsV1).includes(`"f:${field}"`),
    )
  );
}

function isControllersAnnotation(key: string): boolean {
  return controllersAnnotations.has(key) || controllersPrefixes.some((prefix) => key.startsWith(prefix));
}

/** A map that this empties goes; one that was empty before stays. */
export function withoutKeys(map: unknown, goes: (key: string) => boolean): unknown {
  if (!isFields(map)) return map;
  const left = Object.entries(map).filter(([key]) => !goes(key));
  if (left.length === Object.keys(map).length) return map;
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
