import type { KubeObject } from "../../kube/objects.ts";
import { apiVersionOf, type ResourceType } from "../../kube/resources.ts";
import type { Client } from "./http/client.ts";
import { type Cause, StatusError } from "./http/errors.ts";
import { pathOf } from "./lists/path.ts";

/** What the API server says of an object that it was asked to try, or why it did not try it, in its words. */
export type DryRun =
  | {
      readonly accepted: boolean;
      /** Why not, in its words. */
      readonly message?: string;
      readonly causes: readonly Cause[];
      readonly untried?: never;
    }
  | { readonly untried: string; readonly accepted?: never };

const query = "fieldManager=kubectl-workload&fieldValidation=Strict";

/**
 * Has the API server make the object, or where one of that name is there apply it, and store nothing: defaults,
 * validation and admission are as they would be. Unknown and repeated fields are refused.
 *
 * @throws SourceError, and whatever keeps a request from being answered
 */
export async function dryRun(
  client: Client,
  resource: ResourceType,
  namespace: string,
  object: KubeObject,
): Promise<DryRun> {
  const name = object.metadata?.name ?? "";
  const body = JSON.stringify({ ...object, apiVersion: apiVersionOf(resource), kind: resource.kind });
  const at = { resource, ...(resource.namespaced && { namespace: object.metadata?.namespace ?? namespace }) };
  try {
    await client.dryRun(`${pathOf(at)}?${query}`, { method: "POST", body });
    return { accepted: true, causes: [] };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (error.reason !== "AlreadyExists") return judgementOf(error);
  }
  try {
    await client.dryRun(`${pathOf({ ...at, name })}?${query}&force=true`, { method: "PATCH", body });
    return { accepted: true, causes: [] };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return judgementOf(error);
  }
}

function judgementOf(error: StatusError): DryRun {
  const { message, causes } = error;
  return isRefusal(error) ? { accepted: false, message, causes } : { untried: message };
}

/**
 * Whether it is a word about the object. A right that the user lacks, an overloaded server, and a webhook that is
 * down or takes no dry runs say nothing about it.
 *
 * Upstream: apiserver pkg/endpoints/handlers/responsewriters/errors.go#forbiddenMessage,
 * pkg/admission/plugin/webhook/errors/statuserror.go#ToStatusErr and #NewDryRunUnsupportedErr (v1.36)
 */
function isRefusal({ status, message }: StatusError): boolean {
  if (/^admission webhook .* denied the request/.test(message)) return true;
  if (status === 400) return !/^admission webhook .* does not support dry run/.test(message);
  if (status === 403) return !/cannot (?:create|patch) resource/.test(message);
  return status === 409 || status === 422;
}
