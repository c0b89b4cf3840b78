import { describe, expect, it } from "vitest";
import { budgetOf } from "../../../src/kinds/deployment/budget.ts";
import type { Deployment } from "../../../src/kube/objects.ts";

/** Upstream: pkg/controller/deployment/util/deployment_util_test.go#TestResolveFenceposts, #TestMaxUnavailable */
describe("the budget of a rolling update", () => {
  it.each([
    ["25% of 10: surge rounds up, unavailable rounds down", "25%", "25%", 10, 3, 2],
    ["25% of 3", "25%", "25%", 3, 1, 0],
    ["both come to nothing: one may be unavailable", "0%", "10%", 5, 0, 1],
    ["both are zero: one may be unavailable", 0, 0, 4, 0, 1],
    ["whole numbers stay", 2, 1, 4, 2, 1],
    ["more unavailable than replicas is all of them", 0, 5, 3, 0, 3],
    ["no replicas, nothing to be unavailable", "25%", "25%", 0, 0, 0],
    ["no replicas, a whole surge stays", 2, 1, 0, 2, 0],
  ] as const)("%s", (_, maxSurge, maxUnavailable, replicas, surge, unavailable) => {
    const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } };
    expect(budgetOf(deployment({ strategy }), replicas)).toMatchObject({
      maxSurge: surge,
      maxUnavailable: unavailable,
    });
  });

  it("a manifest that no server has defaulted: 25% both", () => {
    expect(budgetOf(deployment({}), 8)).toEqual({
      maxSurge: 2,
      maxUnavailable: 2,
      maxSurgeSpec: "25%",
      maxUnavailableSpec: "25%",
    });
  });

  it("Recreate has none", () => {
    expect(budgetOf(deployment({ strategy: { type: "Recreate" } }), 8)).toBeUndefined();
  });
});

function deployment(spec: { readonly strategy?: NonNullable<Deployment["spec"]>["strategy"] }): Deployment {
  return { spec: { selector: {}, template: {}, ...spec } } as Deployment;
}
