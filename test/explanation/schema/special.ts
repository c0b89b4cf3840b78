import type { Schema } from "./schemas.ts";

/** The types that Kubernetes owns: what our programs rely on, and whatever else a server sends. */
export const kubernetesTypes: { readonly [name: string]: Schema } = {
  Toleration: {
    description: "As in the API of Kubernetes, core/v1 Toleration.",
    type: "object",
    properties: {
      key: { type: "string" },
      operator: { type: "string" },
      value: { type: "string" },
      effect: { type: "string" },
      tolerationSeconds: { type: "integer" },
    },
  },
  LabelSelector: {
    description: "As in the API of Kubernetes, meta/v1 LabelSelector.",
    type: "object",
    properties: {
      matchLabels: { type: "object", additionalProperties: { type: "string" } },
      matchExpressions: {
        type: "array",
        items: {
          type: "object",
          required: ["key", "operator"],
          properties: {
            key: { type: "string" },
            operator: { type: "string" },
            values: { type: "array", items: { type: "string" } },
          },
        },
      },
    },
  },
  StringMap: {
    description: "Labels, a selector: texts by name.",
    type: "object",
    additionalProperties: { type: "string" },
  },
  PodTemplateSpec: {
    description: "As in the API of Kubernetes, core/v1 PodTemplateSpec.",
    type: "object",
  },
  KubeObject: {
    description: "An object as the API server sent it, of a list only what explanations read.",
    type: "object",
    required: ["apiVersion", "kind", "metadata"],
    properties: {
      apiVersion: { type: "string" },
      kind: { type: "string" },
      metadata: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    },
  },
};

/** An Explanation is of one of several kinds, told apart by what it is about. */
export function explanationOfKind(
  branches: readonly (readonly [kind: string, definition: string])[],
  description: Schema,
): Schema {
  const about = (kind: Schema) => ({
    type: "object",
    required: ["subject"],
    properties: { subject: { type: "object", required: ["kind"], properties: { kind } } },
  });
  return {
    ...description,
    ...about({ enum: branches.map(([kind]) => kind) }),
    allOf: branches.map(([kind, definition]) => ({
      if: about({ const: kind }),
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `#/$defs/${definition}` },
    })),
  };
}
