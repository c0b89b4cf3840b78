import { isFields } from "../../rules/pods/templateFields.ts";
import { type Draft, drop, dropping, type Row, set } from "../draft.ts";
import { type Path, valueAt } from "../fields.ts";

const podSpec: Path = ["spec", "template", "spec"];

/** Upstream: pkg/apis/core/validation: the pods of all three kinds have to be restarted (v1.36) */
export const alwaysRestarted: Row = (draft) => {
  const path = [...podSpec, "restartPolicy"];
  const policy = valueAt(draft.object, path);
  if (policy === undefined || policy === "Always") return draft;
  const reason = "only pods that are always restarted can be kept at a number; what runs to an end is a Job";
  return set(draft, path, "Always", reason);
};

export const noActiveDeadline = dropping(
  "spec.template.spec.activeDeadlineSeconds",
  "pods that are kept at a number have no end; what has one is a Job",
);

export const noEphemeralContainers = dropping(
  "spec.template.spec.ephemeralContainers",
  "they are put into a running pod to look at it, and into no template",
);

/** Upstream: pkg/controller/statefulset/stateful_set_utils.go#initIdentity: both are overwritten (v1.36) */
export const identityByOrdinal: Row = (draft) =>
  ["hostname", "subdomain"].reduce(
    (so, field) =>
      drop(so, [...podSpec, field], "a StatefulSet sets it: its pod's own name, and the governing Service"),
    draft,
  );

/**
 * Spreading and affinity that compare only pods of one revision: by the label that tells revisions apart for this
 * kind. With that of the other kind, which no pod has, all would count.
 *
 * Upstream: pkg/scheduler/framework/plugins/podtopologyspread/common.go#mergeLabelSetWithSelector (v1.36)
 */
export function revisionLabel(label: "pod-template-hash" | "controller-revision-hash"): Row {
  const other = label === "pod-template-hash" ? "controller-revision-hash" : "pod-template-hash";
  return (draft) =>
    keyLists(valueAt(draft.object, podSpec), podSpec).reduce((so: Draft, path) => {
      const keys = valueAt(so.object, path);
      if (!Array.isArray(keys) || !keys.includes(other)) return so;
      const mapped = [...new Set(keys.map((key: unknown) => (key === other ? label : key)))];
      return set(
        so,
        path,
        mapped,
        `pods of this kind have no label \`${other}\`; \`${label}\` tells their revisions apart`,
      );
    }, draft);
}

function keyLists(value: unknown, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => keyLists(item, [...path, index]));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([field, of]) =>
    field === "matchLabelKeys" || field === "mismatchLabelKeys"
      ? [[...path, field]]
      : keyLists(of, [...path, field]),
  );
}
