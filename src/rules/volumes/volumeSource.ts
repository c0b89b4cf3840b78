import type { PersistentVolume } from "../../kube/objects.ts";

type Spec = NonNullable<PersistentVolume["spec"]>;

/**
 * Every source that a PersistentVolume may name, and whether the attach controller attaches it: true for those
 * whose plugin says so, false for those that are only mounted. Undefined where the answer is elsewhere: a CSI
 * driver's CSIDriver object may say `attachRequired: false`, a source that was moved to CSI is answered by that
 * driver, a FlexVolume driver by itself; the others have no plugin any more.
 *
 * Upstream: cmd/kube-controller-manager/app/plugins.go#ProbeAttachableVolumePlugins,
 * pkg/volume/fc, pkg/volume/iscsi, pkg/volume/csi/csi_plugin.go#CanAttach (v1.36)
 */
const attachesBySource = {
  csi: undefined,
  fc: true,
  iscsi: true,
  nfs: false,
  hostPath: false,
  local: false,
  flexVolume: undefined,
  awsElasticBlockStore: undefined,
  azureDisk: undefined,
  azureFile: undefined,
  cinder: undefined,
  gcePersistentDisk: undefined,
  portworxVolume: undefined,
  vsphereVolume: undefined,
  cephfs: undefined,
  flocker: undefined,
  glusterfs: undefined,
  photonPersistentDisk: undefined,
  quobyte: undefined,
  rbd: undefined,
  scaleIO: undefined,
  storageos: undefined,
} as const satisfies { readonly [Source in keyof Spec]?: boolean | undefined };

const sources = Object.keys(attachesBySource) as readonly (keyof typeof attachesBySource)[];

/** What holds the data: the driver of a CSI volume, else the name of the source; and whether it is attached. */
export function volumeSource({ spec }: PersistentVolume): {
  readonly driver?: string;
  readonly attaches?: boolean;
} {
  const source = sources.find((name) => spec?.[name] !== undefined);
  if (source === undefined) return {};
  const attaches = attachesBySource[source];
  return { driver: spec?.csi?.driver ?? source, ...(attaches !== undefined && { attaches }) };
}

/**
 * The one node on which the volume can be mounted: every term of its node affinity asks for that node's name or
 * hostname. Undefined where other nodes can mount it as well, or where it says nothing.
 *
 * Upstream: component-helpers storage/volume/helpers.go#CheckNodeAffinity (v1.36)
 */
export function onlyNode({ spec }: PersistentVolume): string | undefined {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const nodes = terms.map(({ matchExpressions = [], matchFields = [] }) => {
    const asksFor = [
      ...matchFields.filter(({ key }) => key === "metadata.name"),
      ...matchExpressions.filter(({ key }) => key === "kubernetes.io/hostname"),
    ];
    return asksFor.find(({ operator, values = [] }) => operator === "In" && values.length === 1)?.values?.[0];
  });
  const [first] = nodes;
  return nodes.every((node) => node === first) ? first : undefined;
}
