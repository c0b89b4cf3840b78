import type { ReplicaSet } from "../../../src/kube/objects.ts";
import type { TestCluster } from "../connection.ts";

const api = "/apis/admissionregistration.k8s.io/v1";

/**
 * Makes the API server refuse every change of a ReplicaSet's spec.replicas in a namespace, and returns what
 * lifts it. The deployment controller then wants its next step for as long as one likes to look, while pods and
 * statuses go on. It may still create a ReplicaSet.
 *
 * @param namespace with a ReplicaSet to try it on
 * @param name a new one, also the label by which the namespace is known
 */
export async function holdBack(
  { request, waitFor }: TestCluster,
  name: string,
  namespace: string,
): Promise<() => Promise<void>> {
  const label = { "rollout.test/held-back": name };
  await request("PATCH", `/api/v1/namespaces/${namespace}`, { metadata: { labels: label } });
  await request("POST", `${api}/validatingadmissionpolicies`, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: {
        namespaceSelector: { matchLabels: label },
        resourceRules: [
          { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["replicasets"] },
        ],
      },
      validations: [{ expression: "object.spec.replicas == oldObject.spec.replicas" }],
    },
  });
  await request("POST", `${api}/validatingadmissionpolicybindings`, {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: { policyName: name, validationActions: ["Deny"] },
  });

  const path = `/apis/apps/v1/namespaces/${namespace}/replicasets`;
  const [probe] = (await request<{ items: readonly ReplicaSet[] }>("GET", path)).items;
  const replicas = (probe?.spec?.replicas ?? 1) + 1;
  const refused = (): Promise<boolean> =>
    request("PATCH", `${path}/${probe?.metadata?.name}?dryRun=All`, { spec: { replicas } }).then(
      () => false,
      (error: unknown) => error instanceof Error && error.message.includes(name),
    );
  await waitFor("the API server to refuse changes of replicas", refused);
  return async () => {
    await request("DELETE", `${api}/validatingadmissionpolicybindings/${name}`);
    await request("DELETE", `${api}/validatingadmissionpolicies/${name}`);
    await waitFor("the API server to accept changes of replicas", async () => !(await refused()));
  };
}
