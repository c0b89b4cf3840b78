import type { Route, SelectingService } from "../../explanation/services.ts";
import type { HttpRoute, Ingress } from "../../kube/objects.ts";
import { httpRoutes, ingresses } from "../../kube/resources.ts";
import { objectsOf, type Snapshot } from "../../kube/snapshot.ts";

/** The Ingresses and HTTPRoutes of the namespace that send requests to one of the Services. */
export function routesOf(
  services: readonly Pick<SelectingService, "name">[],
  namespace: string | undefined,
  snapshot: Snapshot,
): readonly Route[] {
  const names = new Set(services.map(({ name }) => name));
  return [
    ...objectsOf<Ingress>(snapshot, ingresses, namespace).flatMap(ingressBackends),
    ...objectsOf<HttpRoute>(snapshot, httpRoutes, namespace).flatMap(httpRouteBackends),
  ].filter(({ service }) => names.has(service));
}

/** One for each Service and port that it leads to, with all the hosts and paths that do. */
function ingressBackends({ metadata, spec }: Ingress): readonly Route[] {
  const backends = [
    ...(spec?.defaultBackend ? [{ backend: spec.defaultBackend, host: undefined, path: undefined }] : []),
    ...(spec?.rules ?? []).flatMap(({ host, http }) =>
      (http?.paths ?? []).map(({ backend, path }) => ({ backend, host, path })),
    ),
  ];
  return merged(
    backends.flatMap(({ backend, host, path }) => {
      if (backend.service === undefined) return [];
      const { name, port } = backend.service;
      return [{ service: name, port: port?.name ?? port?.number, host, path }];
    }),
    { kind: "Ingress", name: metadata?.name ?? "" },
  );
}

/** A backend without kind is a Service; one in another namespace is not of ours. */
function httpRouteBackends({ metadata, spec }: HttpRoute): readonly Route[] {
  const hosts = spec?.hostnames ?? [];
  const backends = (spec?.rules ?? []).flatMap(({ matches = [], backendRefs = [] }) =>
    backendRefs
      .filter(
        ({ kind = "Service", namespace }) =>
          kind === "Service" && (namespace === undefined || namespace === metadata?.namespace),
      )
      .flatMap(({ name, port }) => {
        const paths = matches.length === 0 ? [undefined] : matches.map(({ path }) => path?.value);
        return paths.flatMap((path) =>
          (hosts.length === 0 ? [undefined] : hosts).map((host) => ({ service: name, port, host, path })),
        );
      }),
  );
  return merged(backends, { kind: "HTTPRoute", name: metadata?.name ?? "" });
}

interface Backend {
  readonly service: string;
  readonly port: number | string | undefined;
  readonly host: string | undefined;
  readonly path: string | undefined;
}

function merged(backends: readonly Backend[], of: Pick<Route, "kind" | "name">): readonly Route[] {
  const groups = Map.groupBy(backends, ({ service, port }) => `${service} ${port ?? ""}`);
  return [...groups.values()].map((group) => {
    const [{ service, port } = { service: "", port: undefined }] = group;
    return {
      ...of,
      service,
      ...(port !== undefined && { port }),
      hosts: [...new Set(group.flatMap(({ host }) => host ?? []))],
      paths: [...new Set(group.flatMap(({ path }) => path ?? []))],
    };
  });
}
