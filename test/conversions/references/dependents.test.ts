import { describe, expect, it } from "vitest";
import { grafana, object, pointingAt, postgres, sent } from "./pointing.ts";

function claim(kind: string, name: string) {
  const ownerReferences = [{ apiVersion: "apps/v1", kind, name, uid: "" }];
  return object("v1", "PersistentVolumeClaim", `${name}-data`, { metadata: { ownerReferences } });
}

describe("a claim that the old one owns", () => {
  it("goes with it, unless the owner is taken off", () => {
    const { uid: _, ...metadata } = grafana().metadata ?? {};
    const [found] = pointingAt({ ...grafana(), metadata }, "StatefulSet", claim("Deployment", "grafana"));
    expect(found).toMatchObject({
      ref: { kind: "PersistentVolumeClaim", name: "grafana-data" },
      holds: false,
      effect: "names `Deployment/grafana` as its owner, and is deleted with that",
    });
    expect(sent(found?.patch)).toEqual({ metadata: { ownerReferences: null } });
  });

  it("by its retention policy is a matter of the runbook, which changes that first", () => {
    const policy = { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Retain" } };
    const { uid: _, ...metadata } = postgres().metadata ?? {};
    const set = { ...postgres(policy), metadata };
    expect(pointingAt(set, "Deployment", claim("StatefulSet", "postgres"))).toEqual([]);
    expect(
      pointingAt({ ...postgres(), metadata }, "Deployment", claim("StatefulSet", "postgres")),
    ).toHaveLength(1);
  });
});
