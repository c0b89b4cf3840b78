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

/** Of kubectl, of the Deployment, DaemonSet and autoscaling controllers, of a kubelet's own pods, of LimitRanger. */
const controllersAnnotation =
  /^(kubectl\.kubernetes\.io\/last-applied-configuration|deprecated\.daemonset\.template\.generation|deployment\.kubernetes\.io\/.*|autoscaling\.alpha\.kubernetes\.io\/.*|kubernetes\.io\/config\.(hash|mirror|seen|source)|kubernetes\.io\/limit-ranger)$/;

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
    ([field]) => !serverSet.has(field) && !(field === "generateName" && metadata["name"] !== undefined),
  );
  const isLabelled = kind === "Pod" || kind === "ReplicaSet";
  return Object.fromEntries(
    entries.flatMap(([field, value]) => {
      const left =
        field === "annotations"
          ? withoutKeys(value, (key) => controllersAnnotation.test(key))
          : field === "labels" && isLabelled
            ? withoutKeys(value, (key) => controllersLabels.has(key))
            : value;
      return left === undefined ? [] : [[field, left]];
    }),
  );
}

/** A map that this empties goes; one that was empty before stays. */
export function withoutKeys(map: unknown, goes: (key: string) => boolean): unknown {
  if (!isFields(map)) return map;
  const left = Object.entries(map).filter(([key]) => !goes(key));
  if (left.length === Object.keys(map).length) return map;
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
