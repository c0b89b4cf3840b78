import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import type { ReadFailureReason } from "../../../src/kube/read.ts";
import { deployments, persistentVolumeClaims, persistentVolumes } from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";
import { mountedClaimReads, mountedClaimsOf } from "../../../src/rules/volumes/mountedClaims.ts";
import { asWorkload } from "../../../src/rules/workloads.ts";

const namespace = "monitoring";
const claimRead = { resource: persistentVolumeClaims, namespace, name: "grafana-data" };
const volumeRead = { resource: persistentVolumes, name: "pv-7" };

function workload(name: string, source: object = {}, container: object = {}): KubeObject {
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data", ...source } }];
  const mount = { name: "data", mountPath: "/var/lib/grafana" };
  const containers = [{ name, volumeMounts: [mount], ...container }];
  return {
    metadata: { name, namespace },
    spec: { template: { spec: { volumes: [{ name: "tmp", emptyDir: {} }, ...volumes], containers } } },
  } as KubeObject;
}

const grafana = asWorkload("Deployment", workload("grafana"));

const claim = {
  metadata: { name: "grafana-data", namespace },
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", volumeName: "pv-7" },
  status: { phase: "Bound", capacity: { storage: "10Gi" } },
};

function volume(spec: object): object {
  return { metadata: { name: "pv-7" }, spec: { accessModes: ["ReadWriteOnce"], ...spec } };
}

function snapshot(...results: readonly ReadResult[]): Snapshot {
  return { observedAt: "2026-11-25T04:00:00Z", source: { type: "cluster" }, results };
}

function answered(read: ReadResult["read"], ...objects: readonly object[]): ReadResult {
  return { read, objects: objects as readonly KubeObject[] };
}

function failed(read: ReadResult["read"], reason: ReadFailureReason): ReadResult {
  return { read, failure: { reason, message: reason } };
}

describe("what is read of the claims that a pod template names", () => {
  it("first the claim, by its name; nothing for volumes of other kinds", () => {
    expect(mountedClaimReads(grafana, snapshot())).toEqual([claimRead]);
  });

  it("then the volume that it is bound to", () => {
    expect(mountedClaimReads(grafana, snapshot(answered(claimRead, claim)))).toEqual([claimRead, volumeRead]);
  });

  it.each<[string, ReadResult]>([
    ["is not there", failed(claimRead, "NotFound")],
    ["is not bound", answered(claimRead, { ...claim, spec: { accessModes: ["ReadWriteOnce"] } })],
  ])("no volume of a claim that %s", (_, result) => {
    expect(mountedClaimReads(grafana, snapshot(result))).toEqual([claimRead]);
  });

  it("a claim that two volumes name is read once", () => {
    const twice = asWorkload("Deployment", {
      metadata: { name: "grafana", namespace },
      spec: {
        template: {
          spec: {
            volumes: ["data", "backup"].map((name) => ({
              name,
              persistentVolumeClaim: { claimName: "grafana-data" },
            })),
          },
        },
      },
    } as KubeObject);
    expect(mountedClaimReads(twice, snapshot())).toEqual([claimRead]);
  });
});

describe("the claims that all pods of a workload share", () => {
  const csi = { csi: { driver: "ebs.csi.aws.com", volumeHandle: "vol-7" } };

  it("claim and volume are read: the access modes are the volume's", () => {
    const shared = volume({ ...csi, accessModes: ["ReadWriteMany"] });
    const read = snapshot(answered(claimRead, claim), answered(volumeRead, shared));
    expect(mountedClaimsOf(grafana, read)).toEqual([
      {
        volume: "data",
        claim: "grafana-data",
        readOnly: false,
        exists: true,
        phase: "Bound",
        capacity: "10Gi",
        storageClass: "fast",
        accessModes: ["ReadWriteMany"],
        accessModesFrom: "PersistentVolume",
        persistentVolume: "pv-7",
        driver: "ebs.csi.aws.com",
        alsoMountedBy: [],
      },
    ]);
  });

  it("the volume could not be read: the access modes are the claim's", () => {
    const [found] = mountedClaimsOf(
      grafana,
      snapshot(answered(claimRead, claim), failed(volumeRead, "Forbidden")),
    );
    expect(found).toMatchObject({
      accessModes: ["ReadWriteOnce"],
      accessModesFrom: "PersistentVolumeClaim",
      persistentVolume: "pv-7",
    });
    expect(found).not.toHaveProperty("driver");
    expect(found).not.toHaveProperty("attaches");
  });

  it.each<[ReadFailureReason, object]>([
    ["NotFound", { exists: false }],
    ["Forbidden", {}],
    ["NotRecorded", {}],
  ])("the claim answers %s", (reason, existence) => {
    expect(mountedClaimsOf(grafana, snapshot(failed(claimRead, reason)))).toEqual([
      {
        volume: "data",
        claim: "grafana-data",
        readOnly: false,
        ...existence,
        accessModes: [],
        accessModesFrom: "None",
        alsoMountedBy: [],
      },
    ]);
  });

  it.each<[string, object, object, boolean]>([
    ["the volume itself", { readOnly: true }, {}, true],
    ["every mount", {}, { volumeMounts: [{ name: "data", mountPath: "/d", readOnly: true }] }, true],
    [
      "one of two mounts",
      {},
      {
        volumeMounts: [
          { name: "data", mountPath: "/d", readOnly: true },
          { name: "data", mountPath: "/e" },
        ],
      },
      false,
    ],
    ["no mount at all", {}, { volumeMounts: [] }, false],
    [
      "a device beside a mount",
      {},
      {
        volumeMounts: [{ name: "data", mountPath: "/d", readOnly: true }],
        volumeDevices: [{ name: "data", devicePath: "/dev/xvda" }],
      },
      false,
    ],
  ])("read-only by %s: %s", (_, source, container, readOnly) => {
    const of = asWorkload("Deployment", workload("grafana", source, container));
    expect(mountedClaimsOf(of, snapshot())[0]?.readOnly).toBe(readOnly);
  });

  it("others of the namespace that mount it", () => {
    const list = { resource: deployments, namespace };
    const read = snapshot(
      answered(list, workload("grafana"), workload("renderer"), { metadata: { name: "x" } }),
    );
    expect(mountedClaimsOf(grafana, read)[0]?.alsoMountedBy).toEqual([
      { kind: "Deployment", name: "renderer" },
    ]);
  });
});

/** Upstream: cmd/kube-controller-manager/app/plugins.go#ProbeAttachableVolumePlugins (v1.36) */
describe("whether the attach controller keeps a second node away", () => {
  it.each<[string, object, string, boolean | undefined]>([
    ["an iSCSI target is attached", { iscsi: { targetPortal: "10.0.0.9", iqn: "i", lun: 0 } }, "iscsi", true],
    ["Fibre Channel", { fc: { lun: 1 } }, "fc", true],
    ["NFS is only mounted", { nfs: { server: "nas", path: "/" } }, "nfs", false],
    ["a path of a node", { hostPath: { path: "/data" } }, "hostPath", false],
    ["a local disk", { local: { path: "/mnt/ssd" } }, "local", false],
    [
      "a CSI driver may say either",
      { csi: { driver: "efs.csi.aws.com", volumeHandle: "fs-1" } },
      "efs.csi.aws.com",
      undefined,
    ],
    ["a disk that CSI took over", { gcePersistentDisk: { pdName: "d" } }, "gcePersistentDisk", undefined],
  ])("%s", (_, source, driver, attaches) => {
    const read = snapshot(answered(claimRead, claim), answered(volumeRead, volume(source)));
    const [found] = mountedClaimsOf(grafana, read);
    expect(found?.driver).toBe(driver);
    expect(found?.attaches).toBe(attaches);
  });
});

describe("the one node on which a volume can be mounted", () => {
  const hostname = (...values: string[]) => ({
    matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values }],
  });
  it.each<[string, readonly object[], string | undefined]>([
    ["a local disk", [hostname("node-3")], "node-3"],
    [
      "by the name of the node",
      [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["node-3"] }] }],
      "node-3",
    ],
    [
      "node and zone",
      [
        {
          matchExpressions: [
            { key: "topology.kubernetes.io/zone", operator: "In", values: ["zone-a"] },
            ...hostname("node-3").matchExpressions,
          ],
        },
      ],
      "node-3",
    ],
    ["two nodes in one term", [hostname("node-3", "node-4")], undefined],
    ["two nodes in two terms", [hostname("node-3"), hostname("node-4")], undefined],
    [
      "not that node",
      [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "NotIn", values: ["node-3"] }] }],
      undefined,
    ],
    [
      "a zone",
      [{ matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["zone-a"] }] }],
      undefined,
    ],
    ["no affinity", [], undefined],
  ])("%s", (_, nodeSelectorTerms, node) => {
    const spec = { local: { path: "/mnt/ssd" }, nodeAffinity: { required: { nodeSelectorTerms } } };
    const read = snapshot(answered(claimRead, claim), answered(volumeRead, volume(spec)));
    expect(mountedClaimsOf(grafana, read)[0]?.onlyOnNode).toBe(node);
  });
});
