import type { Request } from "./request.ts";
import { storageClass } from "./stages.ts";
import { clusterRoleObjects, type User } from "./users.ts";
import { waitFor } from "./waitFor.ts";

const rbac = "/apis/rbac.authorization.k8s.io/v1";

/** Creates the users' roles and the default StorageClass, and waits for the namespaces that come by themselves. */
export async function createFirstObjects(request: Request, users: readonly User[]): Promise<void> {
  const withRules = users.flatMap(({ name, rules }) => (rules === undefined ? [] : [{ name, rules }]));
  await Promise.all([
    request("POST", "/apis/storage.k8s.io/v1/storageclasses", storageClass),
    ...withRules.map(async ({ name, rules }) => {
      const objects = clusterRoleObjects(`test-cluster-${name}`, rules, { kind: "User", name });
      await request("POST", `${rbac}/clusterroles`, objects.role);
      await request("POST", `${rbac}/clusterrolebindings`, objects.binding);
    }),
    ...["default", "kube-system", "kube-public", "kube-node-lease"].map((name) => {
      return waitFor(`namespace ${name}`, () => request("GET", `/api/v1/namespaces/${name}`));
    }),
  ]);
}
