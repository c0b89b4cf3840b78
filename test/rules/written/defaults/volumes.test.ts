import { describe, expect, it } from "vitest";
import { claimTemplate, volume } from "../../../../src/rules/written/defaults/volumes.ts";
import { pruneDefaults } from "../../../../src/rules/written/pruneDefaults.ts";

describe("a volume without what the API server sets", () => {
  it.each([
    ["emptyDir", {}, {}],
    ["secret", { secretName: "tls", defaultMode: 420 }, { secretName: "tls" }],
    [
      "secret",
      { secretName: "tls", defaultMode: 256, optional: false },
      { secretName: "tls", defaultMode: 256, optional: false },
    ],
    [
      "configMap",
      { name: "grafana", defaultMode: 420, items: [{ key: "a", path: "a", mode: 420 }] },
      { name: "grafana", items: [{ key: "a", path: "a", mode: 420 }] },
    ],
    ["downwardAPI", { defaultMode: 420 }, {}],
    [
      "downwardAPI",
      {
        defaultMode: 0,
        items: [
          { path: "a", fieldRef: { apiVersion: "v1", fieldPath: "metadata.labels" } },
          { path: "b", resourceFieldRef: { divisor: "0", resource: "limits.cpu" } },
        ],
      },
      {
        defaultMode: 0,
        items: [
          { path: "a", fieldRef: { fieldPath: "metadata.labels" } },
          { path: "b", resourceFieldRef: { resource: "limits.cpu" } },
        ],
      },
    ],
    ["projected", { defaultMode: 420, sources: null }, {}],
    ["projected", { defaultMode: 420, sources: [] }, { sources: [] }],
    [
      "projected",
      {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
          { serviceAccountToken: { path: "long", expirationSeconds: 7200 } },
          {
            downwardAPI: {
              items: [{ path: "a", fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } }],
            },
          },
        ],
      },
      {
        sources: [
          { serviceAccountToken: { path: "token" } },
          { serviceAccountToken: { path: "long", expirationSeconds: 7200 } },
          { downwardAPI: { items: [{ path: "a", fieldRef: { fieldPath: "metadata.name" } }] } },
        ],
      },
    ],
    ["hostPath", { path: "/var/log", type: "" }, { path: "/var/log" }],
    ["hostPath", { path: "/var/log", type: "Directory" }, { path: "/var/log", type: "Directory" }],
    [
      "image",
      { reference: "quay.io/shop/model:v1", pullPolicy: "IfNotPresent" },
      { reference: "quay.io/shop/model:v1" },
    ],
    ["image", { reference: "quay.io/shop/model", pullPolicy: "Always" }, { reference: "quay.io/shop/model" }],
    [
      "image",
      { reference: "quay.io/shop/model", pullPolicy: "Never" },
      { reference: "quay.io/shop/model", pullPolicy: "Never" },
    ],
    [
      "ephemeral",
      {
        volumeClaimTemplate: {
          metadata: { creationTimestamp: null },
          spec: { volumeMode: "Filesystem", resources: {} },
        },
      },
      { volumeClaimTemplate: { spec: {} } },
    ],
    ["iscsi", { iqn: "iqn.x", lun: 0, iscsiInterface: "default" }, { iqn: "iqn.x", lun: 0 }],
    ["rbd", { image: "a", pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" }, { image: "a" }],
    [
      "azureDisk",
      { diskName: "a", cachingMode: "ReadWrite", fsType: "ext4", kind: "Shared", readOnly: false },
      { diskName: "a" },
    ],
    [
      "azureDisk",
      { diskName: "a", cachingMode: "None", readOnly: true },
      { diskName: "a", cachingMode: "None", readOnly: true },
    ],
    ["scaleIO", { system: "a", storageMode: "ThinProvisioned", fsType: "xfs" }, { system: "a" }],
    ["csi", { driver: "a", readOnly: false }, { driver: "a", readOnly: false }],
  ])("%s %j", (source, live, expected) => {
    expect(pruneDefaults({ name: "data", [source]: live }, volume)).toStrictEqual({
      name: "data",
      [source]: expected,
    });
  });
});

describe("a claim template without what the API server sets", () => {
  const live = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data", creationTimestamp: null },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "10Gi" } },
      volumeMode: "Filesystem",
    },
    status: { phase: "Pending" },
  };
  it("is a name and a spec", () => {
    expect(pruneDefaults(live, claimTemplate)).toStrictEqual({
      metadata: { name: "data" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
    });
  });

  it("has no metadata where only the time of creation was in it", () => {
    expect(pruneDefaults({ metadata: { creationTimestamp: null }, spec: {} }, claimTemplate)).toStrictEqual({
      spec: {},
    });
  });

  it("keeps a mode, a class that is empty on purpose, and what it does not know", () => {
    const spec = { storageClassName: "", volumeMode: "Block", shiny: {} };
    expect(pruneDefaults({ spec }, claimTemplate)).toStrictEqual({ spec });
  });
});
