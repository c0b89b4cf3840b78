import type { Pod } from "../../src/kube/objects.ts";
import { ApiError, type Request } from "../cluster/request.ts";
import { waitFor } from "../cluster/waitFor.ts";
import { podPath } from "./objectPath.ts";

const admission = "/apis/admissionregistration.k8s.io/v1";
const name = "kubelet-by-hand";
const label = { [name]: "true" };

/**
 * kwok makes every pod that is Pending on a node run at once, which no image that is missing and no volume that is
 * attached elsewhere can prevent. This policy forbids it that, in namespaces with a label. A dry run is refused as
 * well, whosoever it is: so it can be seen when the policy is in force.
 */
const policy = {
  metadata: { name },
  spec: {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        { apiGroups: [""], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["pods/status"] },
      ],
    },
    validations: [
      {
        expression: "request.userInfo.username != 'kwok' && !(has(request.dryRun) && request.dryRun)",
        message: "the statuses of these pods are written by hand",
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

/** Once for a cluster. */
export async function installPolicy(request: Request): Promise<void> {
  await request("POST", `${admission}/validatingadmissionpolicies`, policy);
  await request("POST", `${admission}/validatingadmissionpolicybindings`, binding);
}

/** Once it has returned, kwok leaves those pods of the witness's namespace that do not run yet as they are. */
export async function keepKwokOut(request: Request, witness: Pod): Promise<void> {
  const namespace = `/api/v1/namespaces/${witness.metadata?.namespace}`;
  await request("PATCH", namespace, { metadata: { labels: label } });
  const path = `${podPath(witness)}/status?dryRun=All`;
  await waitFor("the policy that keeps kwok out to be in force", async () => {
    const answer = await request("PATCH", path, { status: { message: "unchanged" } }).catch((error) => error);
    return answer instanceof ApiError && answer.message.includes(policy.spec.validations[0]?.message ?? "");
  });
}
