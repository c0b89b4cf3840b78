import type { PodTemplateSpec } from "../../kube/objects.ts";
import { templateDifferences } from "./templateDifferences.ts";

/**
 * Whether two pod templates, both as the API server serves them, are the same but for the label
 * pod-template-hash: nothing that templateDifferences would name differs.
 *
 * Upstream: pkg/controller/deployment/util/deployment_util.go#EqualIgnoreHash (v1.36)
 */
export function templatesEqualIgnoringHash(
  a: PodTemplateSpec | undefined,
  b: PodTemplateSpec | undefined,
): boolean {
  return templateDifferences(a, b).next().done === true;
}
