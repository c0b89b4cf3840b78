import type { SourceKind } from "../../../src/explanation/conversion.ts";

/** Of a workload that a suite applies. */
export interface Wanted {
  readonly name: string;
  readonly replicas: number;
  /** Of its pods, beside the container. */
  readonly podSpec?: object;
  /** Of its container. */
  readonly container?: object;
  /** Of the workload, beside selector and template. */
  readonly spec?: object;
}

/** One of each kind, with the same pods. */
export function manifest(kind: SourceKind, { name, replicas, podSpec, container, spec }: Wanted): object {
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: {
      nodeSelector: { pool },
      terminationGracePeriodSeconds: 1,
      containers: [{ name, image: `registry.example/${name}:1`, ...container }],
      ...podSpec,
    },
  };
  const metadata = { name, labels };
  switch (kind) {
    case "Pod":
      return { apiVersion: "v1", kind, metadata, spec: template.spec };
    case "ReplicationController":
      return { apiVersion: "v1", kind, metadata, spec: { replicas, selector: labels, template, ...spec } };
    default:
      return {
        apiVersion: "apps/v1",
        kind,
        metadata,
        spec: {
          ...(kind !== "DaemonSet" && { replicas }),
          ...(kind === "StatefulSet" && { serviceName: name }),
          selector: { matchLabels: labels },
          template,
          ...spec,
        },
      };
  }
}

/** Holds a pod back until somebody takes it away. */
export const gated = { schedulingGates: [{ name: "runbooks/slow" }] };

/** The label of this suite's nodes. */
export const pool = "runbooks";
