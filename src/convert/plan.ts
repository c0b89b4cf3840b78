import { listAt, valueAt } from "../conversions/fields.ts";
import { conversionReferenceReads } from "../conversions/references/reads.ts";
import { claimReads } from "../conversions/volumes/knownClaims.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Read } from "../kube/read.ts";
import { nodes, services } from "../kube/resources.ts";
import { objectNamed, type ReadPlan, type Snapshot } from "../kube/snapshot.ts";
import type { Fields } from "../rules/pods/templateFields.ts";
import type { ConvertRequest } from "./request.ts";

/**
 * The workload, and what its conversion depends on: a claim's size and modes, a headless Service that fits. All else
 * only where references are wanted: then everything goes out together with the workload itself.
 */
export function convertPlan(request: ConvertRequest): ReadPlan {
  return (soFar) => convertReads(request, soFar);
}

export function convertReads({ subject, to, references }: ConvertRequest, soFar: Snapshot): readonly Read[] {
  const { kind, namespace, name } = subject;
  const object = objectNamed(soFar, kind.resource, namespace, name);
  return [
    { resource: kind.resource, namespace, name },
    ...(to === "StatefulSet" ? [{ resource: services, namespace }] : []),
    ...(object === undefined ? [] : claimReads(asTemplated(object), namespace, soFar)),
    ...(references ? conversionReferenceReads(namespace, kind.kind) : []),
    ...(references && object !== undefined && needsNodes(kind.kind, to, object) ? [{ resource: nodes }] : []),
  ];
}

/** Nodes are a long list: they are read only where their number says something. */
function needsNodes(from: string, to: string, object: KubeObject): boolean {
  if (from !== to && (from === "DaemonSet" || to === "DaemonSet")) return true;
  const containers = listAt(asTemplated(object), ["spec", "template", "spec", "containers"]);
  return containers.some((container) =>
    listAt(container, ["ports"]).some(({ hostPort }) => typeof hostPort === "number" && hostPort > 0),
  );
}

/** A pod has its volumes and containers where others have their template's. */
export function asTemplated(object: KubeObject): Fields {
  const fields = object as unknown as Fields;
  if (object.kind !== undefined && object.kind !== "Pod") return fields;
  const hasTemplate = valueAt(fields, ["spec", "template"]) !== undefined;
  return hasTemplate ? fields : { ...fields, spec: { template: { spec: fields["spec"] } } };
}
