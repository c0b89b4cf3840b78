import type { NodeInput } from "./nodeObjects.ts";

const controlPlane = "node-role.kubernetes.io/control-plane";
const zones = ["zone-a", "zone-b", "zone-c"] as const;

/** One peculiarity each; all other nodes are plain workers. */
const peculiar: readonly (Omit<NodeInput, "name"> & { readonly name: string })[] = [
  {
    name: "cp-0",
    labels: { [controlPlane]: "" },
    taints: [{ key: controlPlane, effect: "NoSchedule" }],
  },
  {
    name: "gpu-0",
    labels: { accelerator: "nvidia-l4" },
    taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }],
    capacity: {
      cpu: "32",
      memory: "128Gi",
      "ephemeral-storage": "500Gi",
      pods: "110",
      "nvidia.com/gpu": "4",
    },
  },
  { name: "node-7", taints: [{ key: "maintenance", value: "planned", effect: "NoExecute" }] },
  { name: "node-8", unschedulable: true },
  { name: "node-9", ready: "False" },
  { name: "node-10", taints: [{ key: "spot", value: "true", effect: "PreferNoSchedule" }] },
];

const names = ["cp-0", "gpu-0", ...Array.from({ length: 10 }, (_, index) => `node-${index + 1}`)];

/** Twelve nodes, four in each of three zones, with about everything that keeps a pod off a node. */
export const exampleNodes: readonly NodeInput[] = names.map((name, index) => {
  const node = peculiar.find((candidate) => candidate.name === name) ?? { name };
  const zone = zones[index % zones.length] ?? zones[0];
  return { ...node, labels: { "topology.kubernetes.io/zone": zone, ...node.labels } };
});
