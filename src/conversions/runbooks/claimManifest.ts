import { shellWord } from "../../text/shellWord.ts";
import type { MovableClaim } from "./movableClaim.ts";
import type { Scene } from "./scene.ts";

/**
 * Applies the claim of the first ordinal, made for a volume that exists. In JSON, which is copied from a page with its
 * indent and still read: the end of a here-document would not be.
 */
export function applyClaim(
  { inNamespace, kubectl }: Scene,
  { to, persistentVolume, capacity, accessModes, storageClass, volumeMode }: MovableClaim,
): string {
  const claim = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: to },
    spec: {
      accessModes,
      resources: { requests: { storage: capacity } },
      storageClassName: storageClass,
      ...(volumeMode !== undefined && { volumeMode }),
      volumeName: persistentVolume,
    },
  };
  const lines = Object.entries(claim).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  return `echo ${shellWord(`{\n${lines.join(",\n")}\n}`)} | ${kubectl} apply${inNamespace} -f -`;
}
