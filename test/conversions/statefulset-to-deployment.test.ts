import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, claim, converted, postgres, told } from "./converted.ts";

const to = "Deployment";
const strategyOf = (object: object) => valueAt(object, ["spec", "strategy"]);

describe("a StatefulSet's update, as a Deployment", () => {
  it("takes an old pod away before the new one comes", () => {
    expect(strategyOf(converted(postgres({ volumeClaimTemplates: [] }), to).object)).toEqual({
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      type: "RollingUpdate",
    });
  });

  it("keeps how many may be unavailable, where the gate allows to say it", () => {
    const updateStrategy = { rollingUpdate: { maxUnavailable: "50%" }, type: "RollingUpdate" };
    const { object } = converted(postgres({ updateStrategy }), to);
    expect(strategyOf(object)).toMatchObject({ rollingUpdate: { maxSurge: 0, maxUnavailable: "50%" } });
  });

  it("recreates where all pods mount one claim", () => {
    const { object } = converted(postgres({ replicas: 1 }), to);
    expect(strategyOf(object)).toEqual({ type: "Recreate" });
  });

  it.each([
    ["which many nodes can mount", "ReadWriteMany", "RollingUpdate"],
    ["which one node can mount", "ReadWriteOnce", "Recreate"],
  ])("of a claim that all mounted before, %s, is a %s one: %s", (_, mode, type) => {
    const files = { name: "files", persistentVolumeClaim: { claimName: "files" } };
    const object = postgres({ volumeClaimTemplates: [] }, { volumes: [files] });
    const claims = [claim("files", { accessModes: [mode] })];
    expect(strategyOf(converted(object, to, {}, { claims }).object)).toMatchObject({ type });
  });

  it("holds nothing back: neither by a partition nor by OnDelete", () => {
    const partitioned = { rollingUpdate: { partition: 2 }, type: "RollingUpdate" };
    const draft = converted(postgres({ updateStrategy: partitioned }), to);
    expect(changeAt(draft, "spec.updateStrategy.rollingUpdate.partition")).toMatchObject({ from: 2 });
    const onDelete = converted(postgres({ updateStrategy: { type: "OnDelete" } }), to);
    expect(changeAt(onDelete, "spec.updateStrategy")?.reason).toContain("paused: true");
  });
});

describe("what belongs to ordinals", () => {
  it.each([
    ["serviceName", "postgres"],
    ["podManagementPolicy", "Parallel"],
    ["ordinals", { start: 5 }],
    ["persistentVolumeClaimRetentionPolicy", { whenDeleted: "Delete" }],
  ])("drops %s", (field, value) => {
    const draft = converted(postgres({ [field]: value }), to);
    expect(changeAt(draft, `spec.${field}`)).toMatchObject({ action: "Dropped", from: value });
    expect(valueAt(draft.object, ["spec", field])).toBeUndefined();
  });

  it("drops a history that only a StatefulSet may have", () => {
    const draft = converted(postgres({ revisionHistoryLimit: -1 }), to);
    expect(told(draft)).toContain("Dropped spec.revisionHistoryLimit");
  });

  it.each([
    [599, undefined],
    [600, 1200],
    [900, 1500],
    [2147483640, 2147483647],
  ])("has a deadline above %i s of minReadySeconds", (minReadySeconds, expected) => {
    const { object } = converted(postgres({ minReadySeconds }), to);
    expect(valueAt(object, ["spec", "progressDeadlineSeconds"])).toBe(expected);
  });
});

describe("the claims of the ordinals", () => {
  const claims = [0, 1, 2, 7].map((ordinal) => claim(`data-postgres-${ordinal}`));

  it("of one pod is mounted as it is", () => {
    const { volumes, object, decisions } = converted(postgres({ replicas: 1 }), to, {}, { claims });
    expect(valueAt(object, ["spec", "template", "spec", "volumes"])).toEqual([
      { name: "data", persistentVolumeClaim: { claimName: "data-postgres-0" } },
    ]);
    expect(valueAt(object, ["spec", "volumeClaimTemplates"])).toBeUndefined();
    expect(volumes[0]?.claims.map(({ claim: name, use }) => [name, use])).toEqual([
      ["data-postgres-0", "Mounted"],
      ["data-postgres-1", "LeftBehind"],
      ["data-postgres-2", "LeftBehind"],
      ["data-postgres-7", "LeftBehind"],
    ]);
    expect(decisions).toMatchObject([{ about: "volume data", open: true }]);
  });

  it.each([0, 1])("of %i pods, where none is there, are not mounted until somebody says so", (replicas) => {
    const seen = { claims: [] };
    const careful = converted(postgres({ replicas }), to, {}, seen);
    expect(careful.volumes).toMatchObject([{ verdict: "Empty", to: "Ephemeral" }]);
    expect(careful.decisions[0]?.choices.map(({ flag }) => flag)).not.toContain(
      "--volume data=shared:data-postgres-0",
    );
    const volumes = new Map([["data", { as: "shared", claim: "data-postgers-0" } as const]]);
    const typo = converted(postgres({ replicas }), to, { volumes }, seen);
    expect(typo.volumes[0]?.claims[0]).toMatchObject({ claim: "data-postgers-0", exists: false });
  });

  it.each([
    [{ whenDeleted: "Delete" }, "deleted with the old StatefulSet, whose whenDeleted is Delete"],
    [
      { whenScaled: "Delete" },
      "deleted when somebody scales down the old StatefulSet, whose whenScaled is Delete",
    ],
    [
      { whenDeleted: "Delete", whenScaled: "Delete" },
      "deleted when somebody deletes the old StatefulSet or scales it down, whose whenDeleted and whenScaled are Delete",
    ],
    [{}, "stay with their data"],
  ])("go as %j says", (persistentVolumeClaimRetentionPolicy, expected) => {
    const draft = converted(postgres({ persistentVolumeClaimRetentionPolicy }), to, {}, { claims });
    expect(draft.volumes[0]?.sentence).toContain(expected);
  });

  it("of several pods are put under none: two writers could destroy the data of one", () => {
    const { volumes, object } = converted(postgres(), to, {}, { claims });
    expect(volumes).toMatchObject([{ verdict: "Empty", from: "ClaimTemplate", to: "Ephemeral" }]);
    expect(valueAt(object, ["spec", "template", "spec", "volumes", 0, "ephemeral"])).toEqual({
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } } },
      },
    });
  });

  it("begin with the first ordinal", () => {
    const object = postgres({ ordinals: { start: 5 }, replicas: 1 });
    const draft = converted(object, to);
    expect(draft.volumes[0]?.claims[0]?.claim).toBe("data-postgres-5");
  });

  it("take the place of a volume of the same name, which no pod had", () => {
    const draft = converted(postgres({}, { volumes: [{ emptyDir: {}, name: "data" }] }), to);
    expect(changeAt(draft, "spec.template.spec.volumes[data]")?.reason).toContain("no pod had it");
    expect(valueAt(draft.object, ["spec", "template", "spec", "volumes"])).toHaveLength(1);
  });
});
