import type { Node } from "../../kube/objects.ts";

/** The node's zone; absent when no cloud provider or installer has labelled it. */
export function nodeZone(node: Node): string | undefined {
  const labels = node.metadata?.labels ?? {};
  return labels["topology.kubernetes.io/zone"] ?? labels["failure-domain.beta.kubernetes.io/zone"];
}

/** Labels by which providers name the group of like machines that a node belongs to. */
const poolLabels = [
  "karpenter.sh/nodepool",
  "cloud.google.com/gke-nodepool",
  "eks.amazonaws.com/nodegroup",
  "alpha.eksctl.io/nodegroup-name",
  "kubernetes.azure.com/agentpool",
  "doks.digitalocean.com/node-pool",
  "node.cluster.x-k8s.io/machine-deployment",
];

export function nodePool(node: Node): string | undefined {
  const labels = node.metadata?.labels ?? {};
  return poolLabels.map((label) => labels[label]).find((pool) => pool !== undefined);
}
