import type { Conversion, SourceKind } from "../../explanation/conversion.ts";
import { selectorToQuery } from "../../kube/labelSelector.ts";
import type { KubeObject, LabelSelector, PodTemplateSpec } from "../../kube/objects.ts";
import { shellWord } from "./shellWord.ts";

export type Converting = Omit<Conversion, "runbooks" | "findings">;

/** One of the two objects that a runbook deals with, and how commands call it. */
export interface Actor {
  readonly kind: SourceKind;
  readonly name: string;
  /** `deployment/grafana` */
  readonly resource: string;
  /** Where its manifest is saved, in the current folder: `grafana-deployment.yaml`. */
  readonly file: string;
}

/** What all ways have in common. */
export interface Scene {
  readonly conversion: Converting;
  readonly old: Actor;
  readonly fresh: Actor;
  readonly namespace: string;
  /** ` -n shop`, to be put behind any command about something that is in a namespace. */
  readonly inNamespace: string;
  /** That of both, in the API server's syntax: `app=grafana`. */
  readonly selector: string;
  /** Of the old one, without a DaemonSet's: as many as it had. */
  readonly replicas: number;
  readonly template: PodTemplateSpec;
}

export function sceneOf(conversion: Converting): Scene {
  const { subject, target, pods } = conversion;
  const namespace = subject.namespace ?? "default";
  const { selector, template } = newSpec(conversion);
  return {
    conversion,
    old: actor(subject.kind, subject.name),
    fresh: actor(target.kind, target.name),
    namespace,
    inNamespace: ` -n ${shellWord(namespace)}`,
    selector: selectorToQuery(selector ?? { matchLabels: template.metadata?.labels ?? {} }),
    replicas: pods.before ?? 1,
    template,
  };
}

function actor(kind: SourceKind, name: string): Actor {
  const resource = `${kind.toLowerCase()}/${name}`;
  return { kind, name, resource, file: `${name}-${kind.toLowerCase()}.yaml` };
}

/** What is read of the new workload, whichever of the three it is. */
interface NewSpec {
  readonly selector?: LabelSelector;
  readonly template: PodTemplateSpec;
}

function newSpec({ objects: [workload] }: Converting): NewSpec {
  return (workload as KubeObject & { readonly spec: NewSpec }).spec;
}
