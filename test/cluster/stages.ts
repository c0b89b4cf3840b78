import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** kwok's own stages, by folder below `kustomize/stage`. */
const folders = ["pod/fast", "pod/chaos", "node/fast", "node/heartbeat-with-lease", "volume/fast"] as const;

/**
 * The stages that simulate kubelets and a volume provisioner: pods run at once and Jobs complete, nodes become
 * ready, claims are bound. Those of `pod/chaos` touch only pods with their label.
 */
export async function stageFiles(kwokStages: string): Promise<string[]> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(kwokStages, folder));
      return names.filter(isStage).map((name) => join(kwokStages, folder, name));
    }),
  );
  return files.flat();
}

function isStage(name: string): boolean {
  return name.endsWith(".yaml") && name !== "kustomization.yaml" && name !== "storage-class.yaml";
}

/** As `volume/fast/storage-class.yaml`; the volume stages act on claims of this class only. */
export const storageClass = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: {
    name: "kwok-volume",
    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
  },
  provisioner: "kwok.x-k8s.io/volume",
  reclaimPolicy: "Delete",
  volumeBindingMode: "Immediate",
} as const;
