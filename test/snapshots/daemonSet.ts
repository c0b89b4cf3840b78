import type { DaemonSet, PodSpec } from "../../src/kube/objects.ts";

type Spec = NonNullable<DaemonSet["spec"]>;

export interface DaemonSetInput {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly template?: Partial<PodSpec>;
  /** Of its one container. */
  readonly container?: Partial<PodSpec["containers"][number]>;
  readonly spec?: Partial<Spec>;
}

/** A DaemonSet as a team would write it: one container, named as the DaemonSet is. */
export function daemonSetObject({ namespace, name, image, template, container, spec }: DaemonSetInput) {
  const labels = { "app.kubernetes.io/name": name };
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { namespace, name, labels },
    spec: {
      selector: { matchLabels: labels },
      ...spec,
      template: {
        metadata: { labels },
        spec: { ...template, containers: [{ name, image, ...container }] },
      },
    },
  };
}

/** A bare pod that occupies something of its node. */
export function podObject(
  namespace: string,
  name: string,
  nodeName: string,
  container: Partial<PodSpec["containers"][number]>,
) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace, name },
    spec: { nodeName, containers: [{ name, image: "registry.example/batch:7", ...container }] },
  };
}
