import type { EndpointCounts, SelectingService, ServicePortTarget } from "../../explanation/services.ts";
import type { EndpointSlice, PodSpec, Service } from "../../kube/objects.ts";
import { endpointSlices, services } from "../../kube/resources.ts";
import { objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { nameOfWorkload, type Workload, workloadsBeside } from "../workloads.ts";
import { selects } from "./selecting.ts";

/** The label by which the slices of a Service are found. Upstream: discovery/v1/well_known_labels.go */
const serviceNameLabel = "kubernetes.io/service-name";

/** The Services that select the pods of the workload, by its template's labels. */
export function servicesOf(workload: Workload, snapshot: Snapshot): readonly SelectingService[] {
  const { metadata, spec } = workload;
  const namespace = metadata?.namespace;
  const others = workloadsBeside(workload, snapshot);
  return objectsOf<Service>(snapshot, services, namespace)
    .filter((service) => selects(service, namespace, spec?.template?.metadata?.labels))
    .map((service) => {
      const endpoints = endpointsOf(service, snapshot);
      return {
        name: service.metadata?.name ?? "",
        type: service.spec?.type ?? "ClusterIP",
        headless: service.spec?.clusterIP === "None",
        selector: service.spec?.selector ?? {},
        ports: (service.spec?.ports ?? []).map(({ port, protocol = "TCP" }) => `${port}/${protocol}`),
        portTargets: portTargetsOf(service, spec?.template?.spec),
        ...(endpoints && { endpoints }),
        alsoSelects: others
          .filter((other) => selects(service, namespace, other.spec?.template?.metadata?.labels))
          .map(nameOfWorkload),
      };
    });
}

/**
 * Where each port of the Service leads. A name is looked for in the containers and in init containers that go on
 * running, together with the protocol; a number is taken as it is, declared or not.
 *
 * Upstream: staging endpointslice/utils.go#FindPort (v1.36)
 */
export function portTargetsOf(
  { spec }: Service,
  template: Partial<PodSpec> | undefined,
): readonly ServicePortTarget[] {
  const { containers = [], initContainers = [] } = template ?? {};
  const running = [
    ...containers,
    ...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always"),
  ];
  return (spec?.ports ?? []).map(({ name, port, protocol = "TCP", targetPort: written = port }) => {
    const targetPort = written as number | string;
    const declared = running.flatMap(({ name: container, ports = [] }) =>
      ports
        .filter((own) => (own.protocol ?? "TCP") === protocol)
        .filter((own) => (typeof targetPort === "string" ? own.name : own.containerPort) === targetPort)
        .map(({ containerPort }) => ({ container, containerPort })),
    )[0];
    const podPort = typeof targetPort === "number" ? targetPort : declared?.containerPort;
    return {
      ...(name !== undefined && name !== "" && { name }),
      port,
      protocol,
      targetPort,
      ...(declared && { container: declared.container }),
      ...(podPort !== undefined && { podPort }),
    };
  });
}

/** A pod that has an address of each family stands in two slices, and counts once. Undefined when none was read. */
function endpointsOf({ metadata }: Service, snapshot: Snapshot): EndpointCounts | undefined {
  const slices = slicesOf(metadata?.namespace, metadata?.name, snapshot);
  if (slices === undefined) return undefined;
  const ready = new Map<string, boolean>();
  for (const slice of slices) {
    for (const { addresses, conditions, targetRef } of slice.endpoints ?? []) {
      const key = targetRef?.uid ?? targetRef?.name ?? addresses.join();
      ready.set(key, ready.get(key) === true || conditions?.ready !== false);
    }
  }
  const all = [...ready.values()];
  return { ready: all.filter(Boolean).length, notReady: all.filter((is) => !is).length };
}

/** The EndpointSlices of a Service; undefined when no read asked for them, or it failed. */
export function slicesOf(
  namespace: string | undefined,
  service: string | undefined,
  { results }: Snapshot,
): readonly EndpointSlice[] | undefined {
  const asked = results.filter(
    ({ read, objects }) =>
      objects !== undefined &&
      read.resource === endpointSlices &&
      read.namespace === namespace &&
      (read.labelSelector?.matchExpressions ?? []).some(
        ({ key, values = [] }) =>
          key === serviceNameLabel && service !== undefined && values.includes(service),
      ),
  );
  if (asked.length === 0) return undefined;
  return asked
    .flatMap(({ objects = [] }) => objects as readonly EndpointSlice[])
    .filter(({ metadata }) => metadata?.labels?.[serviceNameLabel] === service);
}
