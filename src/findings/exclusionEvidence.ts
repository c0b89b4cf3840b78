import type { Evidence } from "../explanation/finding.ts";
import type { ExclusionReason, NodePlacement, Placement } from "../explanation/placement.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { evidence, pointerStep } from "./evidence.ts";

/** On each of the nodes what the reasons of one type go by. */
export function onNodes(
  { nodes }: Placement,
  names: readonly string[],
  type: ExclusionReason["type"],
): readonly Evidence[] {
  const wanted = new Set(names);
  return nodes.filter(({ name }) => wanted.has(name)).flatMap((node) => onNode(node, type));
}

/** The node's labels, its name, or its taints, and of these only those that are not tolerated. */
export function onNode({ name, reasons }: NodePlacement, type: ExclusionReason["type"]): readonly Evidence[] {
  const ref: ObjectRef = { apiVersion: "v1", kind: "Node", name };
  const ofType = reasons.filter((reason) => reason.type === type);
  if (type === "Taint") return [evidence(ref, "/spec/taints", ofType.map(withoutType))];
  const labels = new Map(ofType.flatMap(labelsOf));
  if (labels.size === 0) return [evidence(ref, "/metadata/name", name)];
  return [...labels].map(([key, value]) => evidence(ref, `/metadata/labels/${pointerStep(key)}`, value));
}

/** Key and value there; null for a label that the node does not have. */
function labelsOf(reason: ExclusionReason): readonly (readonly [string, string | null])[] {
  if (reason.type === "NodeSelector") return [[reason.key, reason.actual ?? null]];
  if (reason.type !== "NodeAffinity") return [];
  return reason.expressions
    .filter((expression) => expression.in === "matchExpressions")
    .map(({ key, actual }) => [key, actual ?? null]);
}

function withoutType({ type: _, ...taint }: ExclusionReason): unknown {
  return taint;
}
