import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { LabelSelector, NetworkPolicy, NetworkPolicyPeer } from "../../kube/objects.ts";
import { networkPolicies } from "../../kube/resources.ts";
import { objectsOf } from "../../kube/snapshot.ts";
import type { Converting } from "./converting.ts";
import { selected } from "./selected.ts";

/**
 * The policies that isolate the old pods, and the rules that let others talk to them. Policies of other namespaces may
 * name them too, by labels of this namespace; those are not read.
 *
 * Upstream: networking/v1/types.go#NetworkPolicySpec, #NetworkPolicyPeer (v1.36)
 */
export function networkPolicyReferences(converting: Converting): readonly ConversionReference[] {
  const { namespace } = converting.workload.metadata ?? {};
  return objectsOf<NetworkPolicy>(converting.snapshot, networkPolicies, namespace).flatMap((policy) => {
    const ref = refOf(policy, "networking.k8s.io/v1", "NetworkPolicy");
    return selectorsOf(policy).flatMap(
      ({ path, selector, found, lost }) =>
        selected({ ref, path, selector, value: selector, found, lost }, converting) ?? [],
    );
  });
}

interface Found {
  readonly path: string;
  readonly selector: LabelSelector;
  readonly found: string;
  readonly lost: string;
}

function selectorsOf({ metadata, spec }: NetworkPolicy): readonly Found[] {
  // The API server takes an absent one as an empty one: every pod of the namespace.
  const own = {
    path: "/spec/podSelector",
    selector: spec?.podSelector ?? {},
    found: "isolates the new pods as the old ones",
    lost: "it isolates none of them then",
  };
  const ingress = (spec?.ingress ?? []).map(({ from }, rule) =>
    peersOf(`/spec/ingress/${rule}/from`, from, metadata?.namespace, "from"),
  );
  const egress = (spec?.egress ?? []).map(({ to }, rule) =>
    peersOf(`/spec/egress/${rule}/to`, to, metadata?.namespace, "to"),
  );
  return [own, ...ingress.flat(), ...egress.flat()];
}

/** A peer that takes all pods tells nothing of these. */
function peersOf(
  path: string,
  peers: readonly NetworkPolicyPeer[] | undefined,
  namespace: string | undefined,
  direction: "from" | "to",
): readonly Found[] {
  const home = { "kubernetes.io/metadata.name": namespace ?? "" };
  return (peers ?? []).flatMap(({ podSelector, namespaceSelector }, index) => {
    const isEmpty =
      podSelector === undefined ||
      (Object.keys(podSelector.matchLabels ?? {}).length === 0 &&
        (podSelector.matchExpressions ?? []).length === 0);
    if (isEmpty || (namespaceSelector !== undefined && !selectorMatches(namespaceSelector, home))) return [];
    return [
      {
        path: `${path}/${index}/podSelector`,
        selector: podSelector,
        found: `lets traffic ${direction} the new pods through as ${direction} the old ones`,
        lost: `it lets no traffic ${direction} them through then`,
      },
    ];
  });
}
