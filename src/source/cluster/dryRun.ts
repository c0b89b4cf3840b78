import type { KubeObject } from "../../kube/objects.ts";
import { apiVersionOf, type ResourceType } from "../../kube/resources.ts";
import type { Client } from "./http/client.ts";
import { type Cause, StatusError } from "./http/errors.ts";
import { pathOf } from "./lists/path.ts";

/** What the API server says of an object that it was asked to try. */
export interface DryRun {
  readonly accepted: boolean;
  /** Why not, in its words. */
  readonly message?: string;
  readonly causes: readonly Cause[];
}

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
    if (error.reason !== "AlreadyExists") return refused(error);
  }
  try {
    await client.dryRun(`${pathOf({ ...at, name })}?${query}&force=true`, { method: "PATCH", body });
    return { accepted: true, causes: [] };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return refused(error);
  }
}

function refused({ message, causes }: StatusError): DryRun {
  return { accepted: false, message, causes };
}
