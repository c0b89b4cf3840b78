import type { ClusterDomain } from "../../explanation/statefulSetFacts.ts";
import { corefileDomain } from "../../kube/corefile.ts";
import type { ConfigMap } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { configMaps } from "../../kube/resources.ts";
import { objectsRead, type Snapshot } from "../../kube/snapshot.ts";

/** Where kubeadm and most others keep CoreDNS' configuration. */
export const corefileRead: Read = { resource: configMaps, namespace: "kube-system", name: "coredns" };

/** The default of every installer. Upstream: kubelet's clusterDomain, kubeadm's networking.dnsDomain */
const usual = "cluster.local";

/**
 * The domain in which the names of Services and pods end: as asked for, as CoreDNS is configured, or the usual one,
 * which is then an assumption. The API does not tell it; only the kubelets' configuration says for certain.
 */
export function clusterDomainOf(asked: string | undefined, snapshot: Snapshot): ClusterDomain {
  if (asked !== undefined) return { name: asked, from: "Flag", assumed: false };
  const [configMap] = objectsRead<ConfigMap>(snapshot, corefileRead);
  const domain = corefileDomain(configMap?.data?.["Corefile"] ?? "");
  if (domain !== undefined) return { name: domain, from: "CoreDNS", assumed: false };
  return { name: usual, from: "Default", assumed: true };
}
