import type { EndpointSlice } from "../../kube/objects.ts";

/** The endpoints of a hostname in one slice, with the ports of that slice. */
export interface WrittenEndpoints {
  readonly addresses: readonly string[];
  readonly ports: NonNullable<EndpointSlice["ports"]>;
}

/**
 * What DNS answers for a hostname from slices that somebody wrote: the endpoints that have that hostname and are
 * ready, whatever pods there are. A slice whose endpoint says nothing of being ready means that it is.
 *
 * Upstream: CoreDNS plugin/kubernetes/object/endpoint.go#EndpointSliceToEndpoints (v1.15)
 */
export function writtenEndpoints(
  hostname: string,
  slices: readonly EndpointSlice[],
): readonly WrittenEndpoints[] {
  return slices.flatMap(({ endpoints, ports }) => {
    const own = (endpoints ?? []).filter(
      (endpoint) => endpoint.hostname === hostname && endpoint.conditions?.ready !== false,
    );
    return own.length === 0
      ? []
      : [{ addresses: own.flatMap(({ addresses }) => addresses), ports: ports ?? [] }];
  });
}
