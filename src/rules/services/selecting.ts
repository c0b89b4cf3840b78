import type { SelectingService } from "../../explanation/daemonSetFacts.ts";
import { labelValue } from "../../kube/labelValue.ts";
import type { Service, StringMap } from "../../kube/objects.ts";

/**
 * The Services whose selector the labels satisfy. A Service without a selector selects nothing: its endpoints
 * are somebody's to write.
 */
export function servicesSelecting(
  services: readonly Service[],
  namespace: string | undefined,
  labels: StringMap | undefined,
): readonly SelectingService[] {
  return services.flatMap(({ metadata, spec }) => {
    const selector = Object.entries(spec?.selector ?? {});
    if (metadata?.namespace !== namespace || selector.length === 0) return [];
    // An ExternalName is an alias of a name elsewhere; the endpoints controllers pass it over, selector or not.
    if (spec?.type === "ExternalName") return [];
    if (!selector.every(([key, value]) => labelValue(labels, key) === value)) return [];
    return [
      {
        name: metadata?.name ?? "",
        type: spec?.type ?? "ClusterIP",
        headless: spec?.clusterIP === "None",
        ports: (spec?.ports ?? []).map(({ port, protocol = "TCP" }) => `${port}/${protocol}`),
      },
    ];
  });
}
