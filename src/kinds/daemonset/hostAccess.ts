import type { HostAccess, HostPath } from "../../explanation/daemonSetFacts.ts";
import type { PodSpec } from "../../kube/objects.ts";

/** What the pods take from the node that they run on: paths, ports, namespaces, privileges. */
export function hostAccess(spec: PodSpec | undefined): HostAccess {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return {
    hostNetwork: spec?.hostNetwork === true,
    hostPID: spec?.hostPID === true,
    hostIPC: spec?.hostIPC === true,
    paths: (spec?.volumes ?? []).flatMap(({ name, hostPath }): HostPath[] => {
      if (hostPath === undefined) return [];
      const mounts = containers.flatMap(({ name: container, volumeMounts = [] }) =>
        volumeMounts
          .filter((mount) => mount.name === name)
          .map(({ mountPath, readOnly = false }) => ({ container, mountPath, readOnly })),
      );
      return [{ volume: name, path: hostPath.path, ...(hostPath.type && { type: hostPath.type }), mounts }];
    }),
    ports: containers.flatMap(({ name: container, ports = [] }) =>
      ports.flatMap(({ hostPort, containerPort, protocol = "TCP" }) => {
        // With hostNetwork every containerPort is a port of the node; the API server fills hostPort in.
        const port = hostPort ?? (spec?.hostNetwork === true ? containerPort : undefined);
        return port === undefined || port === 0 ? [] : [{ container, hostPort: port, protocol }];
      }),
    ),
    privileged: containers
      .filter(({ securityContext }) => securityContext?.privileged === true)
      .map(({ name }) => name),
  };
}
