import type { Feature } from "./features.ts";

export const volumeFeatures: readonly Feature[] = [
  { name: "emptyDir", volume: { emptyDir: {} }, mount: { mountPath: "/tmp" } },
  { name: "emptyDir in memory", volume: { emptyDir: { medium: "Memory", sizeLimit: "64Mi" } } },
  {
    name: "hostPath",
    volume: { hostPath: { path: "/var/log" } },
    mount: { mountPath: "/var/log", readOnly: true, mountPropagation: "HostToContainer" },
  },
  { name: "hostPath of a type", volume: { hostPath: { path: "/dev/kvm", type: "CharDevice" } } },
  {
    name: "secret",
    volume: { secret: { secretName: "shop" } },
    mount: { mountPath: "/etc/tls", subPath: "tls" },
  },
  {
    name: "secret with a mode",
    volume: {
      secret: {
        secretName: "shop",
        defaultMode: 256,
        optional: false,
        items: [{ key: "key", path: "key", mode: 420 }],
      },
    },
  },
  { name: "configMap", volume: { configMap: { name: "shop", items: [{ key: "url", path: "url" }] } } },
  { name: "empty downwardAPI", volume: { downwardAPI: {} } },
  {
    name: "downwardAPI",
    volume: {
      downwardAPI: {
        items: [
          { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
          { path: "cpu", resourceFieldRef: { containerName: "shop", resource: "limits.cpu" } },
        ],
      },
    },
  },
  { name: "empty projected", volume: { projected: {} } },
  {
    name: "projected",
    spec: { serviceAccountName: "shop" },
    volume: {
      projected: {
        sources: [
          { secret: { name: "shop" } },
          { configMap: { name: "shop", optional: true } },
          { downwardAPI: { items: [{ path: "name", fieldRef: { fieldPath: "metadata.name" } }] } },
          { serviceAccountToken: { path: "token" } },
          { serviceAccountToken: { path: "vault", audience: "vault", expirationSeconds: 7200 } },
        ],
      },
    },
  },
  {
    name: "ephemeral",
    volume: {
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      },
    },
  },
  {
    name: "ephemeral block device",
    volume: {
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { tier: "cache" } },
          spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "fast",
            volumeMode: "Block",
            resources: { requests: { storage: "1Gi" } },
          },
        },
      },
    },
  },
  { name: "claim", volume: { persistentVolumeClaim: { claimName: "shop" } } },
  { name: "image", volume: { image: { reference: "quay.io/shop/model:v1" } } },
  { name: "image of latest", volume: { image: { reference: "quay.io/shop/model" } } },
  {
    name: "csi",
    volume: {
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: false,
        volumeAttributes: { secretProviderClass: "shop" },
      },
    },
  },
  { name: "nfs", volume: { nfs: { server: "nfs.example", path: "/" } } },
  {
    name: "iscsi",
    volume: { iscsi: { targetPortal: "10.0.0.9", iqn: "iqn.2001-04.com.example:storage", lun: 0 } },
  },
  {
    name: "iscsi of an interface",
    volume: {
      iscsi: {
        targetPortal: "10.0.0.9",
        iqn: "iqn.2001-04.com.example:storage",
        lun: 1,
        iscsiInterface: "tcp",
      },
    },
  },
  { name: "rbd", volume: { rbd: { monitors: ["10.0.0.1:6789"], image: "shop" } } },
  {
    name: "rbd of a user",
    volume: {
      rbd: { monitors: ["10.0.0.1:6789"], image: "shop", pool: "kube", user: "shop", keyring: "/etc/shop" },
    },
  },
  { name: "cephfs", volume: { cephfs: { monitors: ["10.0.0.1:6789"] } } },
  {
    name: "azureDisk",
    volume: { azureDisk: { diskName: "shop", diskURI: "https://shop.blob.core.windows.net/vhds/shop.vhd" } },
  },
  {
    name: "azureDisk, managed",
    volume: {
      azureDisk: {
        diskName: "shop",
        diskURI: "/subscriptions/1/resourceGroups/shop",
        kind: "Managed",
        cachingMode: "None",
        fsType: "xfs",
        readOnly: true,
      },
    },
  },
  { name: "azureFile", volume: { azureFile: { secretName: "shop", shareName: "shop" } } },
  {
    name: "scaleIO",
    volume: {
      scaleIO: {
        gateway: "https://localhost",
        system: "scaleio",
        secretRef: { name: "sio" },
        volumeName: "shop",
      },
    },
  },
  {
    name: "scaleIO, thick",
    volume: {
      scaleIO: {
        gateway: "https://localhost",
        system: "scaleio",
        secretRef: { name: "sio" },
        volumeName: "shop",
        storageMode: "ThickProvisioned",
        fsType: "ext4",
      },
    },
  },
  { name: "fc", volume: { fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 } } },
  { name: "awsElasticBlockStore", volume: { awsElasticBlockStore: { volumeID: "vol-0" } } },
  { name: "gcePersistentDisk", volume: { gcePersistentDisk: { pdName: "shop" } } },
  { name: "vsphereVolume", volume: { vsphereVolume: { volumePath: "[ds] shop" } } },
  { name: "cinder", volume: { cinder: { volumeID: "shop" } } },
  { name: "glusterfs", volume: { glusterfs: { endpoints: "gluster", path: "shop" } } },
  { name: "portworx", volume: { portworxVolume: { volumeID: "shop" } } },
  { name: "quobyte", volume: { quobyte: { registry: "quobyte:7861", volume: "shop" } } },
  { name: "flexVolume", volume: { flexVolume: { driver: "example/lvm", options: { size: "1Gi" } } } },
];
