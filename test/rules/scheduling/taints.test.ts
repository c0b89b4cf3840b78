import { describe, expect, it } from "vitest";
import type { Taint, Toleration } from "../../../src/kube/objects.ts";
import { toleratesTaint, untoleratedTaints } from "../../../src/rules/scheduling/taints.ts";

const gpu: Taint = { key: "gpu", value: "true", effect: "NoSchedule" };

/** Upstream: staging/src/k8s.io/api/core/v1/toleration_test.go#TestTolerationToleratesTaint (v1.36) */
describe("toleratesTaint", () => {
  const cases: readonly (readonly [string, Toleration, Taint, boolean])[] = [
    [
      "same key, value and effect",
      { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" },
      gpu,
      true,
    ],
    ["no operator means Equal", { key: "gpu", value: "true", effect: "NoSchedule" }, gpu, true],
    ["another value", { key: "gpu", operator: "Equal", value: "false", effect: "NoSchedule" }, gpu, false],
    ["another effect", { key: "gpu", operator: "Exists", effect: "NoExecute" }, gpu, false],
    ["another key", { key: "fpga", operator: "Exists", effect: "NoSchedule" }, gpu, false],
    ["no effect tolerates every effect", { key: "gpu", operator: "Exists" }, gpu, true],
    ["Exists takes any value", { key: "gpu", operator: "Exists", effect: "NoSchedule" }, gpu, true],
    ["no key and Exists tolerates everything", { operator: "Exists" }, gpu, true],
    ["no key and Exists keeps to its effect", { operator: "Exists", effect: "NoExecute" }, gpu, false],
    [
      "no value equals a taint without value",
      { key: "maintenance" },
      { key: "maintenance", effect: "NoExecute" },
      true,
    ],
    ["no value does not equal a value", { key: "gpu" }, gpu, false],
    ["tolerationSeconds plays no part", { key: "gpu", operator: "Exists", tolerationSeconds: 0 }, gpu, true],
    ["an unknown operator tolerates nothing", { key: "gpu", operator: "Like", value: "true" }, gpu, false],
  ];
  it.each(cases)("%s", (_, toleration, taint, tolerated) => {
    expect(toleratesTaint(toleration, taint)).toBe(tolerated);
  });

  describe("Lt and Gt", () => {
    const load = (value: string): Taint => ({ key: "sla", value, effect: "NoSchedule" });
    const on = { comparisonOperators: true };

    it("tolerate nothing while the gate is off, as v1.36 ships it", () => {
      expect(toleratesTaint({ key: "sla", operator: "Gt", value: "90" }, load("95"))).toBe(false);
    });
    it.each([
      ["Gt", "90", "95", true],
      ["Gt", "95", "95", false],
      ["Gt", "100", "95", false],
      ["Lt", "100", "95", true],
      ["Lt", "95", "95", false],
      ["Lt", "-5", "-10", true],
      ["Gt", "0950", "1000", false],
      ["Gt", "90", "+95", false],
      ["Gt", "ninety", "95", false],
      ["Gt", "90", "", false],
      ["Gt", "90", "9223372036854775808", false],
      ["Gt", "90", "9223372036854775807", true],
    ] as const)("with the gate on: %s %s, taint value %s: %s", (operator, value, taintValue, tolerated) => {
      expect(toleratesTaint({ key: "sla", operator, value }, load(taintValue), on)).toBe(tolerated);
    });
  });
});

describe("untoleratedTaints", () => {
  it("keeps to the effects asked for, and names all in the node's order", () => {
    const taints: readonly Taint[] = [
      { key: "spot", effect: "PreferNoSchedule" },
      { key: "maintenance", effect: "NoExecute" },
      gpu,
    ];
    expect(untoleratedTaints([], taints, ["NoSchedule", "NoExecute"]).map(({ key }) => key)).toEqual([
      "maintenance",
      "gpu",
    ]);
    expect(untoleratedTaints([{ key: "gpu", operator: "Exists" }], taints, ["NoSchedule"])).toEqual([]);
  });
});
