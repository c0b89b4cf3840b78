import type { TargetKind } from "../../explanation/conversion.ts";
import { isFields } from "../../rules/pods/templateFields.ts";
import { drop, type Row } from "../draft.ts";
import { valueAt } from "../fields.ts";

const common = ["minReadySeconds", "revisionHistoryLimit", "selector", "template"];

/** Upstream: staging/src/k8s.io/api/apps/v1/types.go (v1.36) */
const fieldsOf: { readonly [Kind in TargetKind]: ReadonlySet<string> } = {
  Deployment: new Set([
    ...common,
    "paused",
    "podReplacementPolicy",
    "progressDeadlineSeconds",
    "replicas",
    "strategy",
  ]),
  StatefulSet: new Set([
    ...common,
    "ordinals",
    "persistentVolumeClaimRetentionPolicy",
    "podManagementPolicy",
    "replicas",
    "serviceName",
    "updateStrategy",
    "volumeClaimTemplates",
  ]),
  DaemonSet: new Set([...common, "updateStrategy"]),
};

/** Nothing that the API server would refuse in a spec of this kind: also what no row has heard of. */
export function onlyFieldsOf(kind: TargetKind): Row {
  return (draft) => {
    const spec = valueAt(draft.object, ["spec"]);
    const foreign = isFields(spec) ? Object.keys(spec).filter((field) => !fieldsOf[kind].has(field)) : [];
    return foreign.reduce((so, field) => drop(so, ["spec", field], `a ${kind} has no such field`), draft);
  };
}
