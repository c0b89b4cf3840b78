import { expect, it } from "vitest";
import type { Gap } from "../../../src/explanation/explanation.ts";
import { print } from "../../../src/render/layout/print.ts";
import { gapBlocks } from "../../../src/render/table/gapBlocks.ts";

function forbidden(resource: string, rule: Gap["rule"], more: Partial<Gap> = {}): Gap {
  return {
    resource,
    verb: "list",
    reason: "Forbidden",
    message: "not allowed",
    effect: `its ${resource}`,
    ...(rule && { rule }),
    ...more,
  };
}

it("a rule stands under the Role of the namespace in which it is lacking", () => {
  const text = print(
    gapBlocks([
      forbidden(
        "services",
        { scope: "Role", apiGroups: [""], resources: ["services"], verbs: ["list"] },
        { namespace: "shop" },
      ),
      forbidden(
        "configmaps",
        {
          scope: "Role",
          apiGroups: [""],
          resources: ["configmaps"],
          resourceNames: ["coredns"],
          verbs: ["get"],
        },
        { namespace: "kube-system", name: "coredns" },
      ),
      forbidden("nodes", { scope: "ClusterRole", apiGroups: [""], resources: ["nodes"], verbs: ["list"] }),
    ]),
    { color: false, wide: false, unicode: true, width: 100 },
  );
  const roles = text.split("To see that, your user needs ").slice(1);
  expect(roles.map((role) => role.split("\n")[0])).toEqual([
    "a Role in namespace shop with:",
    "a Role in namespace kube-system with:",
    "a ClusterRole with:",
  ]);
  expect(roles[0]).not.toContain("configmaps");
  expect(roles[1]).toContain("resourceNames:\n    - coredns\n");
});
