import type { SourceKind } from "../../explanation/conversion.ts";
import type { Read } from "../../kube/read.ts";
import { configMaps, networkPolicies, podMonitors, serviceMonitors } from "../../kube/resources.ts";
import { referenceReads } from "../../rules/references/referenceReads.ts";

/**
 * What of its namespace may point at a workload, its pods or their names. Nothing in it depends on what was read so
 * far, so all of it goes out at once. ConfigMaps are read only where pods have names that last, as a StatefulSet's.
 */
export function conversionReferenceReads(namespace: string, kind: SourceKind): readonly Read[] {
  const more = [networkPolicies, serviceMonitors, podMonitors];
  return [
    ...referenceReads(namespace),
    ...(kind === "StatefulSet" ? [...more, configMaps] : more).map((resource) => ({
      resource,
      namespace,
    })),
  ];
}
