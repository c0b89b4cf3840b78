import type { Conversion, SourceKind } from "../../explanation/conversion.ts";
import { selectorToQuery } from "../../kube/labelSelector.ts";
import type { KubeObject, LabelSelector, PodTemplateSpec } from "../../kube/objects.ts";
import { shellWord } from "../../text/shellWord.ts";
import { type Connection, connectionTo } from "./connection.ts";
import { fileNamed } from "./fileNamed.ts";

export type Converting = Omit<Conversion, "runbooks" | "findings">;

/** One of the two objects that a runbook deals with, and how commands call it. */
export interface Actor {
  readonly kind: SourceKind;
  readonly name: string;
  /** For bash: `deployment/grafana` */
  readonly resource: string;
  /** Where its manifest is saved, in the current folder: `grafana-deployment.yaml`. */
  readonly file: string;
}

/** What all ways have in common. */
export interface Scene {
  readonly conversion: Converting;
  readonly old: Actor;
  readonly fresh: Actor;
  readonly connection: Connection;
  /** With the flags that say which cluster: `kubectl --context prod`. */
  readonly kubectl: string;
  readonly namespace: string;
  /** ` -n shop`, to be put behind any command about something that is in a namespace. */
  readonly inNamespace: string;
  /** That of both, in the API server's syntax: `app=grafana`. */
  readonly selector: string;
  /** Of the old one, without a DaemonSet's: as many as it had. */
  readonly replicas: number;
  readonly template: PodTemplateSpec;
}

/** @param typed the connection's flags, see connectionTo */
export function sceneOf(conversion: Converting, typed: string): Scene {
  const { subject, target, pods } = conversion;
  const namespace = subject.namespace ?? "default";
  const { selector, template } = newSpec(conversion);
  const connection = connectionTo(typed, conversion.source);
  return {
    conversion,
    old: actor(subject.kind, subject.name),
    fresh: actor(target.kind, target.name),
    connection,
    kubectl: connection.kubectl,
    namespace,
    inNamespace: ` -n ${shellWord(namespace)}`,
    selector: selectorToQuery(selector ?? { matchLabels: template.metadata?.labels ?? {} }),
    replicas: pods.before ?? 1,
    template,
  };
}

function actor(kind: SourceKind, name: string): Actor {
  const resource = shellWord(`${kind.toLowerCase()}/${name}`);
  return { kind, name, resource, file: fileNamed(name, `${kind.toLowerCase()}.yaml`) };
}

/** What is read of the new workload, whichever of the three it is. */
interface NewSpec {
  readonly selector?: LabelSelector;
  readonly template: PodTemplateSpec;
}

function newSpec({ objects: [workload] }: Converting): NewSpec {
  return (workload as KubeObject & { readonly spec: NewSpec }).spec;
}
