import { labelValue } from "../../kube/labelValue.ts";
import type { Service, StringMap } from "../../kube/objects.ts";

/**
 * Whether the Service sends traffic to pods with these labels. One without a selector selects nothing: its
 * endpoints are somebody's to write. An ExternalName is an alias of a name elsewhere: the endpoints controllers
 * pass it over, selector or not.
 *
 * Upstream: staging endpointslice/reconciler.go, pkg/controller/endpointslice/endpointslice_controller.go#syncService
 * (v1.36)
 */
export function selects(
  { metadata, spec }: Service,
  namespace: string | undefined,
  labels: StringMap | undefined,
): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  if (metadata?.namespace !== namespace || selector.length === 0 || spec?.type === "ExternalName")
    return false;
  return selector.every(([key, value]) => labelValue(labels, key) === value);
}
