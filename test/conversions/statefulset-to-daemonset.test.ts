import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, converted, postgres } from "./converted.ts";

const to = "DaemonSet";

describe("a StatefulSet as a DaemonSet", () => {
  it("keeps OnDelete", () => {
    const updateStrategy = { type: "OnDelete" };
    expect(valueAt(converted(postgres({ updateStrategy }), to).object, ["spec", "updateStrategy"])).toEqual(
      updateStrategy,
    );
  });

  it("has no partition, and takes how many may be unavailable over", () => {
    const updateStrategy = { rollingUpdate: { maxUnavailable: 2, partition: 1 }, type: "RollingUpdate" };
    const draft = converted(postgres({ updateStrategy }), to);
    expect(valueAt(draft.object, ["spec", "updateStrategy", "rollingUpdate"])).toEqual({ maxUnavailable: 2 });
    expect(changeAt(draft, "spec.updateStrategy.rollingUpdate.partition")?.action).toBe("Dropped");
  });

  it.each(["replicas", "serviceName", "podManagementPolicy", "ordinals"])("has no %s", (field) => {
    const draft = converted(postgres({ ordinals: { start: 1 }, podManagementPolicy: "Parallel" }), to);
    expect(valueAt(draft.object, ["spec", field])).toBeUndefined();
    expect(changeAt(draft, `spec.${field}`)?.action).toBe("Dropped");
  });

  it("leaves the claims alone, however many pods there were", () => {
    for (const replicas of [1, 3]) {
      const { volumes, decisions } = converted(postgres({ replicas }), to);
      expect(volumes).toMatchObject([{ to: "Ephemeral", verdict: "Empty" }]);
      expect(volumes[0]?.claims).toHaveLength(replicas);
      expect(decisions).toMatchObject([{ about: "volume data", open: true }]);
    }
  });

  it("puts one claim under all of them only when told", () => {
    const volumes = new Map([["data", { as: "shared" } as const]]);
    const draft = converted(postgres(), to, { volumes });
    expect(draft.volumes).toMatchObject([{ verdict: "Shared" }]);
    expect(draft.decisions).toMatchObject([{ open: false }]);
  });
});
