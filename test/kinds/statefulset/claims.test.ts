import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { events, persistentVolumeClaims, storageClasses } from "../../../src/kube/resources.ts";
import type { ReadResult } from "../../../src/kube/snapshot.ts";
import { claim, factsOf, list, namespace, postgres } from "./postgres.ts";

describe("the claims of the ordinals", () => {
  const first = (...of: readonly KubeObject[]) =>
    factsOf(postgres(), list(persistentVolumeClaims, of)).identities[0]?.claims[0];

  it("as their template would make them", () => {
    expect(first(claim(0))).toEqual({
      template: "data",
      claim: "data-postgres-0",
      exists: true,
      phase: "Bound",
      capacity: "10Gi",
      claimRequested: "10Gi",
      volume: "pv-0",
      requested: "10Gi",
      storageClass: "fast",
      drift: [],
    });
  });

  it.each<[string, object, unknown[]]>([
    ["the same size written otherwise", { resources: { requests: { storage: "10240Mi" } } }, []],
    [
      "expanded",
      { resources: { requests: { storage: "20Gi" } } },
      [{ field: "size", template: "10Gi", claim: "20Gi" }],
    ],
    [
      "of a template that has grown since",
      { resources: { requests: { storage: "5Gi" } } },
      [{ field: "size", template: "10Gi", claim: "5Gi", smaller: true }],
    ],
    [
      "of another class",
      { storageClassName: "slow" },
      [{ field: "storageClass", template: "fast", claim: "slow" }],
    ],
    [
      "of other access modes",
      { accessModes: ["ReadWriteMany", "ReadWriteOnce"] },
      [{ field: "accessModes", template: "ReadWriteOnce", claim: "ReadWriteMany, ReadWriteOnce" }],
    ],
  ])("drift from it: %s", (_, spec, drift) => {
    expect(first(claim(0, spec))?.drift).toEqual(drift);
  });

  it("not in its class where the template leaves that to the default", () => {
    const [template] = postgres().spec?.volumeClaimTemplates ?? [];
    const { storageClassName: _, ...spec } = template?.spec ?? {};
    const found = factsOf(
      postgres({ volumeClaimTemplates: [{ ...template, spec }] }),
      list(persistentVolumeClaims, [claim(0)]),
    );
    expect(found.identities[0]?.claims[0]).toMatchObject({ storageClass: "fast", drift: [] });
    expect(found.identities[1]?.claims[0]).not.toHaveProperty("storageClass");
  });

  it("wait for a volume, with the newest warning about them", () => {
    const warning = (uid: string, message: string, lastTimestamp: string) =>
      ({
        metadata: { name: message, namespace, uid: message },
        involvedObject: { kind: "PersistentVolumeClaim", uid },
        type: "Warning",
        reason: "ProvisioningFailed",
        message,
        lastTimestamp,
      }) as KubeObject;
    const found = factsOf(
      postgres(),
      list(persistentVolumeClaims, [claim(0), claim(1, { volumeName: undefined }, { phase: "Pending" })]),
      list(events, [
        warning("uid-claim-1", "older", "2026-11-25T03:50:00Z"),
        warning("uid-claim-1", "quota of 10 disks reached", "2026-11-25T03:55:00Z"),
        warning("uid-claim-0", "over long ago", "2026-11-25T03:56:00Z"),
      ]),
    );
    expect(found.identities.map(({ claims }) => claims[0]?.pendingReason)).toEqual([
      undefined,
      "quota of 10 disks reached",
    ]);
  });

  it("wait for a volume without a class, where their template wants none", () => {
    const [template] = postgres().spec?.volumeClaimTemplates ?? [];
    const spec = { ...template?.spec, storageClassName: "" };
    const waiting = claim(0, { storageClassName: "", volumeName: undefined }, { phase: "Pending" });
    const message = "no persistent volumes available for this claim and no storage class is set";
    const said = {
      metadata: { name: "said", namespace, uid: "said" },
      involvedObject: { kind: "PersistentVolumeClaim", uid: "uid-claim-0" },
      type: "Normal",
      reason: "FailedBinding",
      message,
    } as KubeObject;
    const found = factsOf(
      postgres({ volumeClaimTemplates: [{ ...template, spec }] }),
      list(persistentVolumeClaims, [waiting]),
      list(events, [said]),
      { read: { resource: storageClasses }, objects: [] },
    );
    expect(found.identities[0]?.claims[0]).toMatchObject({ storageClass: "", pendingReason: message });
    expect(found.claims.storageClasses).toEqual([]);
    expect(found.events).toEqual([]);
  });

  it("ask for the default class, where their template names none", () => {
    const [template] = postgres().spec?.volumeClaimTemplates ?? [];
    const { storageClassName: _, ...spec } = template?.spec ?? {};
    const { claims } = factsOf(
      postgres({ volumeClaimTemplates: [{ ...template, spec }] }),
      list(persistentVolumeClaims, []),
      { read: { resource: storageClasses }, objects: [] },
    );
    expect(claims.storageClasses).toEqual([{ name: "", exists: false, templates: ["data"] }]);
  });

  it("take the place of a volume of the template that is called alike", () => {
    const volume = (name: string, claimName: string) => ({ name, persistentVolumeClaim: { claimName } });
    const { template } = postgres().spec ?? {};
    const volumes = [volume("data", "old-data"), volume("backups", "backups")];
    const found = factsOf(
      postgres({ template: { ...template, spec: { ...template?.spec, volumes } } }),
    ).mountedClaims;
    expect(found.map((each) => each.claim)).toEqual(["backups"]);
  });

  it("of ordinals that are gone are left over, and add up", () => {
    const { claims } = factsOf(
      postgres(),
      list(persistentVolumeClaims, [claim(0), claim(2), claim(7), claim(1)]),
    );
    expect(claims.leftOver.map((each) => each.claim)).toEqual(["data-postgres-2", "data-postgres-7"]);
    expect(claims.leftOverCapacity).toBe("20Gi");
  });

  it("are not known to be missing where only manifests were read", () => {
    const incomplete = { reason: "NotRecorded", message: "manifests alone" } as const;
    const partial = { ...list(persistentVolumeClaims, []), incomplete } as ReadResult;
    expect(factsOf(postgres(), partial).identities[0]?.claims[0]).not.toHaveProperty("exists");
  });
});
