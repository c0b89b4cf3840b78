import type { Converted } from "../../../src/conversions/references/converting.ts";
import { conversionReferencesOf } from "../../../src/conversions/references/references.ts";
import type { SourceKind, TargetKind } from "../../../src/explanation/conversion.ts";
import type { ConversionReference } from "../../../src/explanation/conversionReference.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Workload } from "../../../src/rules/workloads.ts";
import { holding, namespace, workload } from "../../rules/namespace.ts";

/** What points at a workload once it is as another kind, beside what is given. */
export function pointingAt(
  subject: Workload,
  to: TargetKind | Partial<Converted>,
  ...beside: readonly KubeObject[]
): readonly ConversionReference[] {
  const podLabels = subject.spec?.template?.metadata?.labels ?? {};
  const said = typeof to === "string" ? { kind: to } : to;
  const name = subject.metadata?.name ?? "";
  return conversionReferencesOf(
    subject,
    { kind: "StatefulSet", name, replicas: 3, podLabels, ...said },
    holding(subject, ...beside),
  );
}

export function grafana(kind: SourceKind = "Deployment", metadata: KubeObject["metadata"] = {}): Workload {
  return workload(kind, "grafana", { app: "grafana" }, { metadata });
}

/** A StatefulSet with its governing Service's name. */
export function postgres(spec: object = {}): Workload {
  const set = workload("StatefulSet", "postgres", { app: "postgres" });
  return {
    ...set,
    spec: { ...set.spec, serviceName: "postgres-headless", replicas: 3, ...spec },
  } as Workload;
}

export function object(apiVersion: string, kind: string, name: string, more: object): KubeObject {
  const { metadata, ...rest } = more as { readonly metadata?: object };
  return { apiVersion, kind, metadata: { name, namespace, ...metadata }, ...rest } as KubeObject;
}

/** `HorizontalPodAutoscaler/grafana by Kind breaks` */
export function short(references: readonly ConversionReference[]): readonly string[] {
  return references.map(
    ({ ref, by, holds }) => `${ref.kind}/${ref.name} by ${by} ${holds ? "holds" : "breaks"}`,
  );
}

/** What a command would send, once the shell has taken its quotes. */
export function sent(command: string | undefined): unknown {
  const [, quoted] = /-p '(.*)'$/s.exec(command ?? "") ?? [];
  return quoted === undefined ? undefined : JSON.parse(quoted.replaceAll(`'\\''`, "'"));
}
