import { type Fields, isFields } from "../../rules/pods/templateFields.ts";
import { withoutKeys, writtenMetadata } from "../../rules/written/metadata.ts";
import { asSent } from "../../rules/written/podAdmission.ts";
import { cleared } from "../cleared.ts";
import { type Draft, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";

/** The pod becomes the template. It is found again by its labels, so it needs one at least. */
export function podAsDeployment(draft: Draft): Draft {
  const written = asSomebodyWroteIt(draft);
  const { object } = written;
  const { annotations, labels: own, ...metadata } = (object["metadata"] ?? {}) as Fields;
  const { nodeName, ...spec } = (object["spec"] ?? {}) as Fields;
  const hasLabels = isFields(own) && Object.keys(own).length > 0;
  const labels = hasLabels ? own : { "app.kubernetes.io/name": labelValueOf(metadata["name"]) };
  const template = { metadata: { ...(annotations !== undefined && { annotations }), labels }, spec };
  const { apiVersion: _, kind: __, metadata: ___, spec: ____, ...rest } = object;
  const made: Draft = {
    ...written,
    object: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { ...metadata, labels },
      spec: { selector: { matchLabels: labels }, template },
      ...rest,
    },
  };
  const told = [
    {
      path: "spec.template",
      action: "Changed",
      to: "the pod",
      reason: "what the pod is becomes the template of all",
    },
    {
      path: "spec.selector.matchLabels",
      action: "Added",
      to: labels,
      reason: "the pods are found by these labels",
    },
    ...(hasLabels
      ? []
      : [
          {
            path: "spec.template.metadata.labels",
            action: "Added",
            to: labels,
            reason: "the pod has no label, and a selector needs one",
          } as const,
        ]),
    ...(nodeName === undefined
      ? []
      : [
          {
            path: "spec.nodeName",
            action: "Dropped",
            from: nodeName,
            reason: "all pods would be bound to this one node; a nodeSelector leaves it to the scheduler",
          } as const,
        ]),
  ] as const;
  return told.reduce(tell, made);
}

/**
 * Of a live pod all that is gone already; a file may be what `kubectl get -o yaml` printed. A selector by the label of
 * the controller that made the pod would find that one's pods, or none.
 */
function asSomebodyWroteIt(draft: Draft): Draft {
  const nodeName = valueAt(draft.object, ["spec", "nodeName"]);
  const { metadata, spec, ...sent } = asSent(draft.object);
  const left = {
    ...sent,
    ...(isFields(metadata) && { metadata: metadataOf(metadata) }),
    // It is told with a reason of its own.
    ...(isFields(spec) && { spec: { ...spec, ...(nodeName !== undefined && { nodeName }) } }),
  };
  return cleared(draft, left, "the API server and controllers wrote it, for this one pod");
}

function metadataOf(metadata: Fields): Fields {
  const { labels: all, ...rest } = writtenMetadata("Pod", metadata);
  const labels = withoutKeys(all, (key) => labelsOfJobs.has(key));
  return labels === undefined ? rest : { ...rest, labels };
}

/** Upstream: staging/src/k8s.io/api/batch/v1/types.go (v1.36); those without a prefix are from before v1.27. */
const labelsOfJobs = new Set([
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-name",
  "controller-uid",
  "job-name",
]);

/** At most 63 characters, of which the last is a letter or a digit. */
function labelValueOf(name: unknown): string {
  return String(name ?? "")
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, "");
}
