import type { MissingService } from "../../explanation/services.ts";
import { labelValue } from "../../kube/labelValue.ts";
import type { Service } from "../../kube/objects.ts";
import { services } from "../../kube/resources.ts";
import { objectsOf, type Snapshot } from "../../kube/snapshot.ts";
import { type Workload, workloadsIn } from "../workloads.ts";
import { selects } from "./selecting.ts";
import { slicesOf } from "./servicesOf.ts";

/**
 * Services that look as if they were meant for the workload and send nothing anywhere: part of the selector is
 * right or the name is the workload's, no workload of the namespace has pods that fit, and there is no endpoint.
 * What a person means is a guess; that a Service has no endpoints is not.
 */
export function missingServicesOf(workload: Workload, snapshot: Snapshot): readonly MissingService[] {
  return nearMisses(workload, snapshot).flatMap((service) => {
    const { namespace, name = "" } = service.metadata ?? {};
    const slices = slicesOf(namespace, name, snapshot);
    if (slices === undefined || slices.some(({ endpoints }) => (endpoints ?? []).length > 0)) return [];
    const labels = workload.spec?.template?.metadata?.labels;
    const selector = service.spec?.selector ?? {};
    const mismatches = Object.entries(selector).flatMap(([key, wanted]) => {
      const actual = labelValue(labels, key);
      return actual === wanted ? [] : [{ key, wanted, ...(actual !== undefined && { actual }) }];
    });
    return [{ name, selector, mismatches }];
  });
}

/** Those whose EndpointSlices are worth reading. */
export function nearMisses(workload: Workload, snapshot: Snapshot): readonly Service[] {
  const { metadata, spec } = workload;
  const labels = spec?.template?.metadata?.labels;
  const all = workloadsIn(snapshot, metadata?.namespace);
  return objectsOf<Service>(snapshot, services, metadata?.namespace).filter((service) => {
    const selector = Object.entries(service.spec?.selector ?? {});
    if (selector.length === 0 || service.spec?.type === "ExternalName") return false;
    const isNear =
      service.metadata?.name === metadata?.name ||
      selector.some(([key, value]) => labelValue(labels, key) === value);
    return (
      isNear &&
      ![workload, ...all].some((each) =>
        selects(service, metadata?.namespace, each.spec?.template?.metadata?.labels),
      )
    );
  });
}
