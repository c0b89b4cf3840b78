import type { Pod } from "../../src/kube/objects.ts";
import { ApiError, type Request } from "../cluster/request.ts";
import { waitFor } from "../cluster/waitFor.ts";
import { podPath } from "./objectPath.ts";

const admission = "/apis/admissionregistration.k8s.io/v1";
const name = "deletion-by-hand";
const label = { [name]: "true" };
const message = "these pods are deleted by hand";

/**
 * The garbage collector alone names the UID of what it deletes, and kwok alone ends a deletion. A dry run is refused
 * as well, whosoever it is: so it can be seen when the policy is in force.
 */
const policy = {
  metadata: { name },
  spec: {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["DELETE"], resources: ["pods"] }],
    },
    validations: [
      {
        expression:
          "!has(request.options.preconditions) && request.userInfo.username != 'kwok' && " +
          "!(has(request.dryRun) && request.dryRun)",
        message,
      },
    ],
  },
};

const binding = {
  metadata: { name },
  spec: {
    policyName: name,
    validationActions: ["Deny"],
    matchResources: { namespaceSelector: { matchLabels: label } },
  },
};

/**
 * A pod whose controller is gone the garbage collector deletes within a fraction of a second, and one that is deleted
 * is gone at once where kwok is its kubelet. Once this has returned, neither happens in the namespace of the witness.
 */
export async function keepDeletionOut(request: Request, witness: Pod): Promise<void> {
  const namespace = witness.metadata?.namespace;
  await request("POST", `${admission}/validatingadmissionpolicies`, policy).catch(unlessThere);
  await request("POST", `${admission}/validatingadmissionpolicybindings`, binding).catch(unlessThere);
  await request("PATCH", `/api/v1/namespaces/${namespace}`, { metadata: { labels: label } });
  await waitFor("the policy that keeps others from deleting pods to be in force", async () => {
    const ask = request("DELETE", `${podPath(witness)}?dryRun=All`);
    const answer = await ask.catch((error: unknown) => error);
    return answer instanceof ApiError && answer.message.includes(message);
  });
}

function unlessThere(error: { readonly status?: number }): void {
  if (error.status !== 409) throw error;
}
