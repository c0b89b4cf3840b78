import type { PodTemplateSpec } from "../../kube/objects.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { ownNodeOf } from "../../rules/scheduling/ownNode.ts";
import type { Context } from "../draft.ts";
import { valueAt } from "../fields.ts";

/** Of the one kind and of the other: `matchLabelKeys` with either of them means pods of one template. */
const hashLabels = ["controller-revision-hash", "pod-template-hash"];

/** Why a second pod cannot start on a node that has one; undefined where it can. */
export function standsInItsWay(
  object: Fields,
  { namespace }: Pick<Context, "namespace">,
): string | undefined {
  const template = valueAt(object, ["spec", "template"]) as PodTemplateSpec | undefined;
  const reason = ownNodeOf({ metadata: { namespace }, spec: { ...(template && { template }) } }, hashLabels);
  if (reason === undefined) return undefined;
  if (reason.because === "AntiAffinity") return "its anti-affinity keeps a second pod off a node";
  return typeof reason.value === "number"
    ? `port ${reason.value} of a node can be had once`
    : "a port of the node's network can be had once";
}
