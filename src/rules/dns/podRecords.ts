import type { ServicePortTarget } from "../../explanation/services.ts";
import type { PodRecords } from "../../explanation/statefulSetFacts.ts";
import type { Pod, Service } from "../../kube/objects.ts";
import type { WrittenEndpoints } from "./writtenEndpoints.ts";

/**
 * What DNS answers for a pod once its name is published: A and AAAA records of its own name, for the address families
 * of the Service; and an SRV record for every named port. A headless Service has one for each pod, with the port
 * that the pod's container has under the target's name. One with a virtual IP has a single one, of its own name and
 * port. A port without a name has none of the form `_port._protocol`.
 *
 * Upstream: Kubernetes DNS specification 1.1.0; CoreDNS plugin/kubernetes/kubernetes.go#findServices (v1.15);
 * staging endpointslice/utils.go#getEndpointPorts, #FindPort (v1.36)
 */
export function podRecords(
  pod: Pod | undefined,
  service: Service,
  { fqdn, domain, ports, written }: RecordInput,
): PodRecords {
  const { namespace, name } = service.metadata ?? {};
  const own = `${name}.${namespace}.svc.${domain}`;
  const srvName = (port: string, protocol: string) => `_${port}._${protocol.toLowerCase()}.${own}`;
  const addresses = written
    ? [...new Set(written.flatMap((each) => each.addresses))]
    : addressesOf(pod, service);
  const a = [{ name: fqdn, addresses }];
  if (service.spec?.clusterIP !== "None") {
    const srv = named(ports).map(({ name: port, protocol, port: number }) => ({
      name: srvName(port, protocol),
      port: number,
      target: own,
    }));
    return { a, srv };
  }
  return {
    a,
    srv: named(written ? writtenPorts(written) : ports).flatMap(({ name: port, protocol, podPort }) =>
      podPort === undefined ? [] : [{ name: srvName(port, protocol), port: podPort, target: fqdn }],
    ),
  };
}

export interface RecordInput {
  /** The pod's own name. */
  readonly fqdn: string;
  readonly domain: string;
  readonly ports: readonly ServicePortTarget[];
  /** Of a Service without a selector: what somebody wrote for the pod's hostname. */
  readonly written?: readonly WrittenEndpoints[];
}

type Port = Pick<ServicePortTarget, "name" | "protocol" | "podPort">;

function named<Of extends Port>(ports: readonly Of[]): readonly (Of & { readonly name: string })[] {
  return ports.flatMap((port) => (port.name ? [{ ...port, name: port.name }] : []));
}

/** A hostname with addresses of two families stands in two slices, and answers for a port once. */
function writtenPorts(written: readonly WrittenEndpoints[]): readonly Port[] {
  const ports = written
    .flatMap((each) => each.ports)
    .map(({ name, protocol = "TCP", port }) => ({
      ...(name !== undefined && { name }),
      protocol,
      ...(port !== undefined && { podPort: port }),
    }));
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()];
}

/** Those of the families that the Service has; a Service that no server has seen yet takes what there is. */
function addressesOf(pod: Pod | undefined, { spec }: Service): readonly string[] {
  const { podIP, podIPs = [] } = pod?.status ?? {};
  const all = podIPs.length > 0 ? podIPs.flatMap(({ ip }) => ip ?? []) : podIP ? [podIP] : [];
  const families = spec?.ipFamilies ?? [];
  return families.length === 0
    ? all
    : all.filter((ip) => families.includes(ip.includes(":") ? "IPv6" : "IPv4"));
}
