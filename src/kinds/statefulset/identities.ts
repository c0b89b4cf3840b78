import type { PodRecords, StatefulIdentity } from "../../explanation/statefulSetFacts.ts";
import { labelValue } from "../../kube/labelValue.ts";
import type { EndpointSlice, Event, Node, Pod, StatefulSet } from "../../kube/objects.ts";
import { podRecords } from "../../rules/dns/podRecords.ts";
import { type WrittenEndpoints, writtenEndpoints } from "../../rules/dns/writtenEndpoints.ts";
import { type ObservedPod, observePod } from "../../rules/pods/observedPod.ts";
import { claimsOf, type KnownClaims } from "./claims.ts";
import { type Governing, none, recordAsWritten, recordOf, unknown } from "./governingService.ts";

export interface IdentityInput {
  readonly statefulSet: StatefulSet;
  /** Undefined when pods could not be read. */
  readonly pods: ReadonlyMap<number, Pod> | undefined;
  /** Undefined when they could not be read. */
  readonly claims: KnownClaims | undefined;
  /** Undefined when serviceName is empty. */
  readonly governing: Governing | undefined;
  /** Of a governing Service without a selector, whose endpoints somebody writes; undefined when they were not read. */
  readonly slices: readonly EndpointSlice[] | undefined;
  readonly clusterDomain: string;
  /** By the name of the node; only those whose pods do not say their zone. */
  readonly nodes: ReadonlyMap<string, Node>;
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
  const fqdn = `${hostname}.${statefulSet.spec?.serviceName}.${namespace}.svc.${clusterDomain}`;
  const written = input.slices && writtenEndpoints(hostname, input.slices);
  const zone = pod && zoneOfPod(pod, input.nodes);
  return {
    ordinal,
    pod: podName,
    state: pods === undefined ? "Unknown" : stateOf(observed),
    ...(pods && { ready: observed?.ready ?? false, available: observed?.available ?? false }),
    ...(observed?.node !== undefined && { node: observed.node }),
    ...(zone !== undefined && { zone }),
    hostname,
    ...(governing?.service && { fqdn }),
    ...recordFacts(input, pod, written),
    records: recordsOf(input, pod, fqdn, written),
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

function recordFacts(
  { governing, pods }: IdentityInput,
  pod: Pod | undefined,
  written: readonly WrittenEndpoints[] | undefined,
) {
  if (governing === undefined) return none("NoServiceName");
  if (governing.facts.exists === undefined) return unknown("ServicesNotRead");
  if (governing.service === undefined) return none("ServiceNotFound");
  if (governing.isWritten) return recordAsWritten(written);
  if (pods === undefined) return unknown("PodsNotRead");
  return pod === undefined ? none("NoPod") : recordOf(pod, governing.service);
}

/** An ExternalName leads elsewhere, and answers for no name below its own. */
function recordsOf(
  { governing, clusterDomain }: IdentityInput,
  pod: Pod | undefined,
  fqdn: string,
  written: readonly WrittenEndpoints[] | undefined,
): PodRecords {
  const { service, facts } = governing ?? {};
  if (service === undefined || service.spec?.type === "ExternalName") return { a: [], srv: [] };
  return podRecords(pod, service, {
    fqdn,
    domain: clusterDomain,
    ports: facts?.ports ?? [],
    ...(written && { written }),
  });
}

const zoneLabel = "topology.kubernetes.io/zone";

/**
 * Since 1.35 a pod gets the label from its node when it is bound.
 * Upstream: plugin/pkg/admission/podtopologylabels/admission.go (v1.36)
 */
function zoneOfPod(pod: Pod, nodes: ReadonlyMap<string, Node>): string | undefined {
  return (
    labelValue(pod.metadata?.labels, zoneLabel) ??
    labelValue(nodes.get(pod.spec?.nodeName ?? "")?.metadata?.labels, zoneLabel)
  );
}

/** The nodes of bound pods that do not say their zone themselves. */
export function nodesWithoutZoneLabel(pods: readonly Pod[]): readonly string[] {
  const without = pods.filter(({ metadata }) => labelValue(metadata?.labels, zoneLabel) === undefined);
  return [...new Set(without.flatMap(({ spec }) => spec?.nodeName || []))].sort();
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
