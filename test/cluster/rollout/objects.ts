import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Case } from "./cases.ts";
import { podTemplate } from "./templates.ts";
import type { Wish } from "./wish.ts";

/** The object to create, with the label `run` on all that it brings about; its `spec` is also the patch that makes a wish so. */
export function objectOf({ kind, name, held, fixed, changing }: Case, wish: Wish, pool: string): KubeObject {
  const spec = {
    ...fixed,
    ...changing(wish),
    selector: { matchLabels: { app: name } },
    template: podTemplate(name, wish.template, { pool, held }),
  };
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name, labels: { app: name, run: pool } },
    spec,
  } as KubeObject;
}

/** One of those that are there before the Deployment; it owns nothing yet and belongs to nobody. */
export function twinOf({ name, held, wish }: Case, twin: "older" | "younger", pool: string): KubeObject {
  const template = podTemplate(name, wish.template, { pool, held });
  const labels = { ...template.metadata?.labels, "pod-template-hash": twin };
  const matchLabels = { app: name, "pod-template-hash": twin };
  const metadata = { ...template.metadata, labels };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: `${name}-${twin}`, labels },
    spec: { replicas: 0, selector: { matchLabels }, template: { ...template, metadata } },
  } as KubeObject;
}
