import type {
  GoverningService,
  NoRecordReason,
  StatefulIdentity,
} from "../../explanation/statefulSetFacts.ts";
import type { Pod, Service, StatefulSet } from "../../kube/objects.ts";
import { isReady, isTerminal, isTerminating } from "../../rules/pods/available.ts";
import { servicesSelecting } from "../../rules/services/selecting.ts";

type RecordFacts = Pick<StatefulIdentity, "record" | "noRecordReason">;

/**
 * The Service that gives the pods their names in DNS. The controller never looks at it: a StatefulSet whose
 * Service is missing, or that names none, runs all the same, without names.
 *
 * @param services of its namespace; undefined when they could not be read
 */
export function governingServiceOf(
  { spec }: StatefulSet,
  services: readonly Service[] | undefined,
): { readonly facts: GoverningService; readonly service?: Service } | undefined {
  const name = spec?.serviceName;
  if (!name) return undefined;
  if (services === undefined) return { facts: { name } };
  const service = services.find(({ metadata }) => metadata?.name === name);
  if (service === undefined) return { facts: { name, exists: false } };
  return {
    facts: {
      name,
      exists: true,
      headless: service.spec?.clusterIP === "None",
      publishNotReadyAddresses: service.spec?.publishNotReadyAddresses === true,
    },
    service,
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
  const { spec } = service;
  if (spec?.type === "ExternalName") return none("ExternalName");
  if (Object.keys(spec?.selector ?? {}).length === 0) return unknown("NoSelector");
  const { namespace, labels } = pod.metadata ?? {};
  if (servicesSelecting([service], namespace, labels).length === 0) return none("NotSelected");
  if (isTerminal(pod)) return none("Ended");
  if (!pod.status?.podIP) return none("NoAddress");
  if (!pod.spec?.hostname || pod.spec.subdomain !== service.metadata?.name) return none("OtherHostname");
  if (spec?.publishNotReadyAddresses === true) return { record: "Published" };
  if (isTerminating(pod)) return none("Terminating");
  return isReady(pod) ? { record: "Published" } : none("NotReady");
}

/** For what lies before the pod: no Service, no pod, or no sight of them. */
export function none(noRecordReason: NoRecordReason): RecordFacts {
  return { record: "None", noRecordReason };
}

export function unknown(noRecordReason: NoRecordReason): RecordFacts {
  return { record: "Unknown", noRecordReason };
}
