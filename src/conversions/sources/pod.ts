import type { Fields } from "../../rules/pods/templateFields.ts";
import { type Draft, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";

/** The pod becomes the template. It is found again by its labels, so it needs one at least. */
export function podAsDeployment(draft: Draft): Draft {
  const { object } = draft;
  const { annotations, labels: own, ...metadata } = (object["metadata"] ?? {}) as Fields;
  const { nodeName, ...spec } = (object["spec"] ?? {}) as Fields;
  const labels = (own as Fields | undefined) ?? {
    "app.kubernetes.io/name": valueAt(object, ["metadata", "name"]),
  };
  const template = { metadata: { ...(annotations !== undefined && { annotations }), labels }, spec };
  const { apiVersion: _, kind: __, metadata: ___, spec: ____, ...rest } = object;
  const made: Draft = {
    ...draft,
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
    ...(own === undefined
      ? [
          {
            path: "spec.template.metadata.labels",
            action: "Added",
            to: labels,
            reason: "the pod has no label, and a selector needs one",
          } as const,
        ]
      : []),
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
