import type {
  GoverningService,
  NoRecordReason,
  StatefulIdentity,
} from "../../explanation/statefulSetFacts.ts";
import type { Pod, Service, StatefulSet } from "../../kube/objects.ts";
import type { WrittenEndpoints } from "../../rules/dns/writtenEndpoints.ts";
import { isReady, isTerminal, isTerminating } from "../../rules/pods/available.ts";
import { selects } from "../../rules/services/selecting.ts";
import { portTargetsOf } from "../../rules/services/servicesOf.ts";

type RecordFacts = Pick<StatefulIdentity, "record" | "noRecordReason">;

/** What was read of the Services of its namespace. */
export interface KnownServices {
  readonly services: readonly Service[];
  /** False where only manifests were read: one that is not among them may exist all the same. */
  readonly complete: boolean;
  /** Of the name that it asks for, in other namespaces; looked for only when there is none in its own. */
  readonly elsewhere: readonly Service[];
}

/** The governing Service: what is so of it, and itself where it was found. */
export interface Governing {
  readonly facts: GoverningService;
  readonly service?: Service;
  /** It has no selector: somebody writes its endpoints. */
  readonly isWritten?: boolean;
}

/**
 * The Service that gives the pods their names in DNS. The controller never looks at it: a StatefulSet whose
 * Service is missing, or that names none, runs all the same, without names.
 *
 * @param known undefined when Services could not be read
 */
export function governingServiceOf(
  { metadata, spec }: StatefulSet,
  known: KnownServices | undefined,
): Governing | undefined {
  const name = spec?.serviceName;
  if (!name) return undefined;
  const service = known?.services.find((each) => each.metadata?.name === name);
  if (service === undefined) {
    if (known === undefined) return { facts: { name } };
    if (!known.complete) return { facts: { name, notInManifests: true } };
    const elsewhere = known.elsewhere.flatMap((each) => each.metadata?.namespace ?? []).sort();
    return { facts: { name, exists: false, ...(elsewhere.length > 0 && { elsewhere }) } };
  }
  const { type = "ClusterIP", clusterIP, selector, publishNotReadyAddresses } = service.spec ?? {};
  const hasSelector = Object.keys(selector ?? {}).length > 0;
  return {
    service,
    // An ExternalName has no endpoints, so nobody writes them.
    isWritten: !hasSelector && type !== "ExternalName",
    facts: {
      name,
      exists: true,
      type,
      ...(clusterIP && { clusterIP }),
      headless: clusterIP === "None",
      publishNotReadyAddresses: publishNotReadyAddresses === true,
      ...(selector && hasSelector && { selector }),
      ...(hasSelector && { selects: selects(service, metadata?.namespace, spec?.template.metadata?.labels) }),
      ports: portTargetsOf(service, spec?.template.spec),
    },
  };
}

/**
 * Whether DNS has a record for the pod's own name: its EndpointSlice must give it a hostname, which takes a
 * Service of the name of its subdomain that selects it, an address, and that it is ready and not terminating,
 * unless the Service publishes pods that are not ready.
 *
 * Upstream: staging endpointslice/util/controller_utils.go#ShouldPodBeInEndpoints, #ShouldSetHostname;
 * endpointslice/utils.go#podToEndpoint (v1.36); CoreDNS plugin/kubernetes#findServices
 */
export function recordOf(pod: Pod, service: Service): RecordFacts {
  const { metadata, spec } = service;
  if (spec?.type === "ExternalName") return none("ExternalName");
  const { namespace, labels } = pod.metadata ?? {};
  if (!selects(service, namespace, labels)) return none("NotSelected");
  if (isTerminal(pod)) return none("Ended");
  if (!pod.status?.podIP) return none("NoAddress");
  if (!pod.spec?.hostname || pod.spec.subdomain !== metadata?.name) return none("OtherHostname");
  if (spec?.publishNotReadyAddresses === true) return { record: "Published" };
  if (isTerminating(pod)) return none("Terminating");
  return isReady(pod) ? { record: "Published" } : none("NotReady");
}

/**
 * Of a Service without a selector somebody writes the endpoints, and DNS answers for the hostnames in them, whatever
 * pods there are.
 *
 * @param written for the pod's hostname; undefined when the slices could not be read
 */
export function recordAsWritten(written: readonly WrittenEndpoints[] | undefined): RecordFacts {
  if (written === undefined) return unknown("NoSelector");
  return written.length > 0 ? { record: "Published" } : none("NoSelector");
}

/** For what lies before the pod: no Service, no pod, or no sight of them. */
export function none(noRecordReason: NoRecordReason): RecordFacts {
  return { record: "None", noRecordReason };
}

export function unknown(noRecordReason: NoRecordReason): RecordFacts {
  return { record: "Unknown", noRecordReason };
}
