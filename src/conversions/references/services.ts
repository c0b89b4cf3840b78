import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { Service, StatefulSet } from "../../kube/objects.ts";
import { services } from "../../kube/resources.ts";
import { objectNamed, objectsOf } from "../../kube/snapshot.ts";
import { type Converting, keepsItsName } from "./converting.ts";
import { oldPodNames } from "./podNames.ts";
import { selected } from "./selected.ts";

/** The Services that send to the old pods, and the one that gives them their names. */
export function serviceReferences(converting: Converting): readonly ConversionReference[] {
  const { workload, snapshot } = converting;
  const all = objectsOf<Service>(snapshot, services, workload.metadata?.namespace);
  return [
    ...all.flatMap((service) => serviceReference(service, converting) ?? []),
    ...governingReference(converting),
  ];
}

/**
 * One without a selector sends to what somebody writes, an ExternalName to a name elsewhere.
 *
 * Upstream: pkg/controller/endpointslice/endpointslice_controller.go#syncService (v1.36)
 */
export function serviceReference(service: Service, converting: Converting): ConversionReference | undefined {
  const { selector = {}, type } = service.spec ?? {};
  if (Object.keys(selector).length === 0 || type === "ExternalName") return undefined;
  return selected(
    {
      ref: refOf(service, "v1", "Service"),
      path: "/spec/selector",
      selector: { matchLabels: selector },
      value: selector,
      written: ({ matchLabels }) => matchLabels,
      found: keepsItsName(converting)
        ? "goes on sending to the pods"
        : "sends to the new pods as to the old ones, and to both while both are there",
      lost: "it has no endpoints then",
    },
    converting,
  );
}

/**
 * Names in DNS are those of pods whose subdomain is a headless Service: only a StatefulSet's have that by themselves.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#initIdentity, staging endpointslice
 * util/controller_utils.go#ShouldSetHostname (v1.36)
 */
function governingReference(converting: Converting): readonly ConversionReference[] {
  const { workload, to, snapshot } = converting;
  const names = oldPodNames(converting);
  const { namespace } = workload.metadata ?? {};
  const { serviceName = "" } = (workload as StatefulSet).spec ?? {};
  const service = objectNamed<Service>(snapshot, services, namespace, serviceName);
  if (names === undefined || service?.spec?.clusterIP !== "None") return [];
  const example = `${names.name}-${names.start}.${serviceName}`;
  const instead =
    to.kind === "StatefulSet"
      ? `the new pods are called \`${to.name}-${names.start}.${serviceName}\` and so on`
      : `pods of a ${to.kind} have no names of their own, only the name \`${serviceName}\` finds them all`;
  return [
    {
      ref: refOf(service, "v1", "Service"),
      path: "/metadata/name",
      value: serviceName,
      by: "PodName",
      holds: false,
      effect: `gives each pod a name in DNS, such as \`${example}\`, and these vanish: ${instead}`,
    },
  ];
}
