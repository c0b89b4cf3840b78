import type { StatefulIdentity } from "../../explanation/statefulSetFacts.ts";
import type { Event, PersistentVolumeClaim, Pod, Service, StatefulSet } from "../../kube/objects.ts";
import { type ObservedPod, observePod } from "../../rules/pods/observedPod.ts";
import { claimsOf } from "./claims.ts";
import { none, recordOf, unknown } from "./governingService.ts";

export interface IdentityInput {
  readonly statefulSet: StatefulSet;
  /** Undefined when pods could not be read. */
  readonly pods: ReadonlyMap<number, Pod> | undefined;
  /** By name; undefined when they could not be read. */
  readonly claims: ReadonlyMap<string, PersistentVolumeClaim> | undefined;
  /** Undefined when serviceName is empty. */
  readonly governing: { readonly service?: Service; readonly exists?: boolean } | undefined;
  readonly clusterDomain: string;
  /** Newest first. */
  readonly warnings: readonly Event[];
  /** RFC 3339. */
  readonly now: string;
}

/** What stands at an ordinal: its pod, its name in DNS, its claims. All of it follows from the ordinal. */
export function identityOf(input: IdentityInput, ordinal: number): StatefulIdentity {
  const { statefulSet, pods, claims, warnings, now, governing, clusterDomain } = input;
  const { name, namespace, uid } = statefulSet.metadata ?? {};
  const podName = `${name}-${ordinal}`;
  const pod = pods?.get(ordinal);
  const minReadySeconds = statefulSet.spec?.minReadySeconds ?? 0;
  const observed = pod && observePod(pod, { minReadySeconds, warnings, now });
  const waiting = observed?.waiting ?? (pods && !pod ? creationFailure(podName, uid, warnings) : undefined);
  const hostname = pod?.spec?.hostname ?? podName;
  return {
    ordinal,
    pod: podName,
    state: pods === undefined ? "Unknown" : stateOf(observed),
    ...(pods && { ready: observed?.ready ?? false, available: observed?.available ?? false }),
    ...(observed?.node !== undefined && { node: observed.node }),
    hostname,
    ...(governing?.exists && {
      fqdn: `${hostname}.${statefulSet.spec?.serviceName}.${namespace}.svc.${clusterDomain}`,
    }),
    ...recordFacts(input, pod),
    ...revisionOf(statefulSet, pod),
    claims: claimsOf(statefulSet, ordinal, claims),
    ...(observed && { restarts: observed.restarts }),
    ...(waiting && { waiting }),
  };
}

function stateOf(pod: ObservedPod | undefined): StatefulIdentity["state"] {
  if (pod === undefined) return "Missing";
  if (pod.terminating) return "Terminating";
  switch (pod.phase) {
    case "Running":
      return pod.ready ? "Ready" : "NotReady";
    case "Failed":
    case "Succeeded":
      return pod.phase;
    default:
      return "Pending";
  }
}

function recordFacts({ governing, pods }: IdentityInput, pod: Pod | undefined) {
  if (governing === undefined) return none("NoServiceName");
  if (governing.exists === undefined) return unknown("ServicesNotRead");
  if (governing.service === undefined) return none("ServiceNotFound");
  if (pods === undefined) return unknown("PodsNotRead");
  return pod === undefined ? none("NoPod") : recordOf(pod, governing.service);
}

/** By the label that the controller gives every pod. Upstream: stateful_set_utils.go#getPodRevision (v1.36) */
function revisionOf(
  { status }: StatefulSet,
  pod: Pod | undefined,
): Pick<StatefulIdentity, "revision" | "revisionName"> {
  const revisionName = pod?.metadata?.labels?.["controller-revision-hash"];
  if (revisionName === undefined) return {};
  if (status?.updateRevision === undefined) return { revisionName };
  const known = revisionName === status.currentRevision ? "Current" : "Other";
  return { revisionName, revision: revisionName === status.updateRevision ? "Update" : known };
}

/**
 * What the controller last said of creating this very pod or its claim. Events are kept for an hour or so, and
 * are no longer of interest once the pod is there.
 *
 * Upstream: pkg/controller/statefulset/stateful_pod_control.go#recordPodEvent, #recordClaimEvent (v1.36)
 */
function creationFailure(pod: string, uid: string | undefined, warnings: readonly Event[]) {
  const event = warnings.find(
    ({ involvedObject, reason, message = "" }) =>
      involvedObject.uid === uid &&
      reason === "FailedCreate" &&
      message.includes(`Pod ${pod} in StatefulSet `),
  );
  if (event === undefined) return undefined;
  const { message = "" } = event;
  return { reason: "FailedCreate", summary: message.replace(/^.*? failed error: /s, ""), message };
}
