import { type Fields, isFields } from "../pods/templateFields.ts";
import { withoutKeys } from "./metadata.ts";

/**
 * The spec of a ReplicaSet without the hash by which its Deployment tells it from the others, in the selector and in
 * the template's labels.
 *
 * Upstream: pkg/controller/deployment/sync.go#DeploymentController.getNewReplicaSet (v1.36)
 */
export function withoutTemplateHash(spec: Fields): Fields {
  const { selector, template } = spec;
  const metadata = isFields(template) ? template["metadata"] : undefined;
  return {
    ...spec,
    ...(isFields(selector) && { selector: withoutHash(selector, "matchLabels") }),
    ...(isFields(template) &&
      isFields(metadata) && { template: { ...template, metadata: withoutHash(metadata, "labels") } }),
  };
}

function withoutHash(object: Fields, field: string): Fields {
  const { [field]: map, ...rest } = object;
  const left = withoutKeys(map, (key) => key === "pod-template-hash");
  return left === undefined ? rest : { ...rest, [field]: left };
}
