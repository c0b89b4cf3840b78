import { createHash } from "node:crypto";
import type { KubeObject, Node, PersistentVolumeClaim, StorageClass } from "../../src/kube/objects.ts";
import type { Request } from "../cluster/request.ts";

const driver = "ebs.csi.aws.com";
const zoneLabel = "topology.kubernetes.io/zone";
const selectedNode = "volume.kubernetes.io/selected-node";

/** A class as the EBS CSI driver's own: its volumes grow, and come to be where the scheduler puts the pod. */
export const gp3 = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "gp3" },
  provisioner: driver,
  parameters: { type: "gp3" },
  reclaimPolicy: "Delete",
  volumeBindingMode: "WaitForFirstConsumer",
  allowVolumeExpansion: true,
} as const satisfies StorageClass;

/**
 * What the sidecars of a CSI driver do: a PersistentVolume for each claim of its class that a pod waits for, and an
 * "attached" for each VolumeAttachment. Binding them is the controllers'.
 */
export async function playCsiDriver(request: Request, namespace: string): Promise<void> {
  await Promise.all([provision(request, namespace), attach(request)]);
}

async function provision(request: Request, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  const { items } = await request<{ items: readonly PersistentVolumeClaim[] }>("GET", path);
  const waiting = items.filter(({ metadata, spec, status }) => {
    const isOurs = spec?.storageClassName === gp3.metadata.name && status?.phase === "Pending";
    return isOurs && !spec?.volumeName && metadata?.annotations?.[selectedNode] !== undefined;
  });
  await Promise.all(
    waiting.map(async (claim) => {
      const node = await request<Node>("GET", `/api/v1/nodes/${claim.metadata?.annotations?.[selectedNode]}`);
      await request("POST", "/api/v1/persistentvolumes", volumeFor(claim, node)).catch(unlessThere);
    }),
  );
}

/** Of the zone of the node. */
function volumeFor({ metadata, spec }: PersistentVolumeClaim, node: Node): KubeObject {
  const { namespace, name, uid = "", resourceVersion } = metadata ?? {};
  const zone = node.metadata?.labels?.[zoneLabel] ?? "";
  const term = { matchExpressions: [{ key: zoneLabel, operator: "In", values: [zone] }] };
  const volumeHandle = `vol-0${createHash("sha256").update(uid).digest("hex").slice(0, 16)}`;
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `pvc-${uid}`, annotations: { "pv.kubernetes.io/provisioned-by": driver } },
    spec: {
      accessModes: spec?.accessModes,
      capacity: spec?.resources?.requests,
      persistentVolumeReclaimPolicy: gp3.reclaimPolicy,
      storageClassName: gp3.metadata.name,
      volumeMode: spec?.volumeMode,
      csi: { driver, fsType: "ext4", volumeHandle },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid, resourceVersion },
      nodeAffinity: { required: { nodeSelectorTerms: [term] } },
    },
  };
  return volume;
}

interface VolumeAttachment extends KubeObject {
  readonly status?: { readonly attached?: boolean };
}

async function attach(request: Request): Promise<void> {
  const path = "/apis/storage.k8s.io/v1/volumeattachments";
  const { items } = await request<{ items: readonly VolumeAttachment[] }>("GET", path);
  const waiting = items.filter(({ status }) => status?.attached !== true);
  await Promise.all(
    waiting.map(({ metadata }) =>
      request("PATCH", `${path}/${metadata?.name}/status`, { status: { attached: true } }).catch(unlessGone),
    ),
  );
}

function unlessThere(error: { readonly status?: number }): void {
  if (error.status !== 409) throw error;
}

function unlessGone(error: { readonly status?: number }): void {
  if (error.status !== 404) throw error;
}
