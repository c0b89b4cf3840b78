import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { Monitor, Service } from "../../kube/objects.ts";
import { apiVersionOf, podMonitors, serviceMonitors, services } from "../../kube/resources.ts";
import { objectsOf } from "../../kube/snapshot.ts";
import type { Converting } from "./converting.ts";
import { selected } from "./selected.ts";
import { serviceReference } from "./services.ts";

/**
 * What makes Prometheus scrape the old pods: a PodMonitor selects them, a ServiceMonitor Services that do.
 *
 * Upstream: prometheus-operator pkg/apis/monitoring/v1/podmonitor_types.go, servicemonitor_types.go: without a
 * namespaceSelector they look in their own namespace
 */
export function monitorReferences(converting: Converting): readonly ConversionReference[] {
  const { workload, snapshot } = converting;
  const { namespace = "" } = workload.metadata ?? {};
  const looking = (resource: typeof podMonitors) =>
    objectsOf<Monitor>(snapshot, resource, namespace).filter((monitor) => looksIn(monitor, namespace));
  return [
    ...looking(podMonitors).flatMap((monitor) => {
      const selector = monitor.spec?.selector;
      const place = {
        ref: refOf(monitor, apiVersionOf(podMonitors), podMonitors.kind),
        path: "/spec/selector",
        selector,
        value: selector,
        found: "scrapes the new pods as the old ones",
        lost: "it scrapes none of them then",
      };
      return selected(place, converting) ?? [];
    }),
    ...looking(serviceMonitors).flatMap((monitor) => throughServices(monitor, converting)),
  ];
}

function looksIn({ spec }: Monitor, namespace: string): boolean {
  const { any = false, matchNames = [] } = spec?.namespaceSelector ?? {};
  return any || matchNames.length === 0 || matchNames.includes(namespace);
}

/** Whether it loses them is up to the Services: one that goes on sending to the pods is enough. */
function throughServices(monitor: Monitor, converting: Converting): readonly ConversionReference[] {
  const { workload, snapshot } = converting;
  const through = objectsOf<Service>(snapshot, services, workload.metadata?.namespace)
    .filter(({ metadata }) => selectorMatches(monitor.spec?.selector, metadata?.labels ?? {}))
    .flatMap((service) => serviceReference(service, converting) ?? []);
  const holding = through.filter(({ holds }) => holds);
  const [first] = holding.length > 0 ? holding : through;
  if (first === undefined) return [];
  const name = `Service \`${first.ref.name}\``;
  return [
    {
      ref: refOf(monitor, apiVersionOf(serviceMonitors), serviceMonitors.kind),
      path: "/spec/selector",
      value: monitor.spec?.selector,
      by: first.by,
      holds: first.holds,
      effect: first.holds
        ? `scrapes the new pods through ${name}, as long as that keeps its labels`
        : `scrapes through ${name}, which has no endpoints then: once that is mended, so is this`,
    },
  ];
}
