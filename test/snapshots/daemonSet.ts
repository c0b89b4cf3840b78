import type { DaemonSet, Pod, PodSpec } from "../../src/kube/objects.ts";

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
export function daemonSet({ namespace, name, image, template, container, spec }: DaemonSetInput): DaemonSet {
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
): Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace, name },
    spec: { nodeName, containers: [{ name, image: "registry.example/batch:7", ...container }] },
  };
}

/** The DaemonSets of several teams, each in the namespace of its case. */
export const fluentd = (namespace: string): DaemonSetInput => ({
  namespace,
  name: "fluentd",
  image: "fluentd:v1.16-1",
  template: {
    tolerations: [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" }],
    volumes: [{ name: "varlog", hostPath: { path: "/var/log" } }],
  },
  container: { volumeMounts: [{ name: "varlog", mountPath: "/var/log", readOnly: true }] },
});

export const nodeExporter = (namespace: string, spec: DaemonSetInput["spec"] = {}): DaemonSetInput => ({
  namespace,
  name: "node-exporter",
  image: "node-exporter:v1.9.0",
  template: { hostPID: true },
  spec,
});

export const agent = (namespace: string, spec: DaemonSetInput["spec"] = {}): DaemonSetInput => ({
  namespace,
  name: "agent",
  image: "registry.example/agent:2.0.0",
  spec,
});

export const rolling = (maxUnavailable: number | string, maxSurge: number | string = 0) => ({
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable, maxSurge } },
});
