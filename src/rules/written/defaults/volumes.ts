import { byDefault, type Defaults, items, pointer, serverSet, struct } from "../pruneDefaults.ts";
import { fieldRef, resourceFieldRef } from "./container.ts";
import { imagePullPolicy } from "./imagePullPolicy.ts";

/** 0644 in octal, of a Secret, a ConfigMap, the downward API and a projected volume alike. */
const defaultMode = byDefault(420);

const downwardItems = items({
  fieldRef: pointer(fieldRef),
  resourceFieldRef: pointer(resourceFieldRef),
});

/** Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_PersistentVolumeClaimSpec (v1.36) */
const claimSpec: Defaults = { volumeMode: byDefault("Filesystem"), resources: struct({}) };

/** The type and the status are the server's: a template cannot be of another kind, and is never bound. */
export const claimTemplate: Defaults = {
  apiVersion: serverSet,
  kind: serverSet,
  metadata: struct({ creationTimestamp: serverSet }),
  spec: pointer(claimSpec),
  status: serverSet,
};

/**
 * What the API server sets in a volume. A volume without a source gets `emptyDir: {}`; that stays, since nobody
 * would know the volume without it.
 *
 * Upstream: pkg/apis/core/v1/defaults.go#SetDefaults_Volume, #SetDefaults_SecretVolumeSource and so on, and
 * `+default` of the volume sources in api core/v1 types.go (v1.36)
 */
export const volume: Defaults = {
  secret: pointer({ defaultMode }),
  configMap: pointer({ defaultMode }),
  downwardAPI: pointer({ defaultMode, items: downwardItems }),
  projected: pointer({
    defaultMode,
    // Sent as null where there is none.
    sources: (value) =>
      value === null
        ? undefined
        : items({
            downwardAPI: pointer({ items: downwardItems }),
            serviceAccountToken: pointer({ expirationSeconds: byDefault(3600) }),
          })(value, {}),
  }),
  hostPath: pointer({ type: byDefault("") }),
  image: pointer({
    pullPolicy: byDefault(({ reference }: { reference?: unknown }) => imagePullPolicy(reference)),
  }),
  ephemeral: pointer({
    volumeClaimTemplate: pointer({
      metadata: struct({ creationTimestamp: serverSet }),
      spec: pointer(claimSpec),
    }),
  }),
  iscsi: pointer({ iscsiInterface: byDefault("default") }),
  rbd: pointer({
    pool: byDefault("rbd"),
    user: byDefault("admin"),
    keyring: byDefault("/etc/ceph/keyring"),
  }),
  azureDisk: pointer({
    cachingMode: byDefault("ReadWrite"),
    fsType: byDefault("ext4"),
    kind: byDefault("Shared"),
    readOnly: byDefault(false),
  }),
  scaleIO: pointer({ storageMode: byDefault("ThinProvisioned"), fsType: byDefault("xfs") }),
};
