import type { ConvertedClaim, ConvertedVolume } from "../../explanation/convertedVolume.ts";
import { selectorMatches } from "../../kube/labelSelector.ts";
import type { Scene } from "./scene.ts";

/** Why pods of both cannot be there at a time: a clause. */
export interface Obstacle {
  readonly by: "Claim" | "HostPort" | "AntiAffinity" | "Adoption";
  readonly clause: string;
}

/** Empty where new pods can start while the old ones serve. */
export function obstaclesOf(scene: Scene): readonly Obstacle[] {
  if (scene.conversion.pods.before === 0) return [];
  return [...claims(scene), ...hostPorts(scene), ...antiAffinity(scene), ...adoption(scene)];
}

/**
 * A claim that one node or one pod can mount, and that old and new pods mount both. What is not known of it is taken
 * for the worst: the new pods would wait, or two write into the data of one.
 */
function claims({ conversion }: Scene): readonly Obstacle[] {
  return conversion.volumes
    .flatMap(mountedByBoth)
    .filter(({ accessModes }) => !accessModes?.some((mode) => /^(ReadWriteMany|ReadOnlyMany)$/.test(mode)))
    .map(({ claim }) => ({
      by: "Claim",
      clause: `old and new pods mount the claim \`${claim}\`, which only pods on one node can mount at a time`,
    }));
}

function mountedByBoth({ from, to, claims: all }: ConvertedVolume): readonly ConvertedClaim[] {
  const mounted = all.filter(({ use, exists }) => use === "Mounted" && exists !== false);
  // Where the claim that was mounted is not left behind, it is among those that are mounted afterwards.
  if (from === "Claim") return all.some(({ use }) => use === "LeftBehind") ? [] : mounted;
  if (from !== "ClaimTemplate" || to === "ClaimTemplate") return [];
  return mounted.filter(({ ordinal }) => ordinal !== undefined);
}

/** Upstream: pkg/scheduler/framework/plugins/nodeports (v1.36) */
function hostPorts(scene: Scene): readonly Obstacle[] {
  const { containers = [], hostNetwork } = scene.template.spec ?? {};
  const taken = containers
    .flatMap(({ ports }) => ports ?? [])
    .find(({ hostPort }) => hostNetwork || (hostPort ?? 0) > 0);
  if (taken === undefined || hasNodesForBoth(scene)) return [];
  const port = taken.hostPort || taken.containerPort;
  return [
    {
      by: "HostPort",
      clause: `old and new pods both need port ${port} of their node, and only one pod of a node can have it`,
    },
  ];
}

/** Upstream: pkg/scheduler/framework/plugins/interpodaffinity/filtering.go (v1.36) */
function antiAffinity(scene: Scene): readonly Obstacle[] {
  const { metadata, spec } = scene.template;
  const term = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.find(
    ({ labelSelector }) => selectorMatches(labelSelector, metadata?.labels),
  );
  if (term === undefined) return [];
  if (term.topologyKey === "kubernetes.io/hostname" && hasNodesForBoth(scene)) return [];
  return [
    {
      by: "AntiAffinity",
      clause: `old and new pods keep each other away: they have the same labels, and anti-affinity by \`${term.topologyKey}\``,
    },
  ];
}

/** A DaemonSet wants all nodes that fit, so there are none to go to. */
function hasNodesForBoth({ conversion, old, fresh }: Scene): boolean {
  const { before, after, nodes } = conversion.pods;
  if (old.kind === "DaemonSet" || fresh.kind === "DaemonSet") return false;
  return before !== undefined && after !== undefined && nodes !== undefined && before + after <= nodes;
}

/**
 * A pod without an owner is taken over: by a DaemonSet whatever its name, by a StatefulSet under the name of an
 * ordinal. A Deployment asks for a label that it does not have.
 *
 * Upstream: pkg/controller/controller_ref_manager.go#ClaimPods, pkg/controller/statefulset/stateful_set.go (v1.36)
 */
function adoption({ old, fresh }: Scene): readonly Obstacle[] {
  const ordinal =
    old.name.startsWith(`${fresh.name}-`) && /^\d+$/.test(old.name.slice(fresh.name.length + 1));
  if (old.kind !== "Pod" || !(fresh.kind === "DaemonSet" || (fresh.kind === "StatefulSet" && ordinal)))
    return [];
  return [
    { by: "Adoption", clause: `the ${fresh.kind} would adopt the old Pod, and put another in its place` },
  ];
}
