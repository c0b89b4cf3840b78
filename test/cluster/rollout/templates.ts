import type { PodTemplateSpec } from "../../../src/kube/objects.ts";

/**
 * - Pending: no node takes its pods.
 * - Crash: kwok makes its pods fail a second or two after they began to run, and whoever made them makes more, so
 *   a workload of it never comes to rest.
 */
export type Fault = "None" | "Pending" | "Crash";

/** What a case varies in a pod template. */
export interface Template {
  /** A number of its own for each version. */
  readonly version: number;
  /** Several ways to write the same quantity make the same template. */
  readonly cpu: string;
  readonly fault: Fault;
}

const crashLabel = "pod-container-running-failed.stage.kwok.x-k8s.io";
/** Keeps a pod terminating until the suite takes it away. */
export const holdFinalizer = "rollout.test/hold";

export interface TemplateOptions {
  /** Value of the label `pool` of the nodes that take its pods. */
  readonly pool: string;
  /** Its pods go on terminating. */
  readonly held: boolean;
}

export function crashes(template: PodTemplateSpec | undefined): boolean {
  return template?.metadata?.labels?.[crashLabel] === "true";
}

/** Every version has the same fields, so that as a merge patch it takes nothing away. */
export function podTemplate(
  name: string,
  { version, cpu, fault }: Template,
  { pool, held }: TemplateOptions,
): PodTemplateSpec {
  return {
    metadata: {
      labels: { app: name, run: pool, [crashLabel]: `${fault === "Crash"}` },
      ...(held && { finalizers: [holdFinalizer] }),
    },
    spec: {
      terminationGracePeriodSeconds: 1,
      nodeSelector: { pool: fault === "Pending" ? `${pool}-that-no-node-has` : pool },
      containers: [
        {
          name: "web",
          image: `registry.example/web:v${version}`,
          resources: { requests: { cpu } },
        },
      ],
    },
  };
}
