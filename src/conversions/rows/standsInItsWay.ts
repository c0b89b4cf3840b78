import { selectorMatches } from "../../kube/labelSelector.ts";
import type { LabelSelector, StringMap } from "../../kube/objects.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { valueAt } from "../fields.ts";
import { listAt } from "../volumes/foundVolumes.ts";

/** Why a second pod cannot start on a node that has one; undefined where it can. */
export function standsInItsWay(object: Fields): string | undefined {
  const podSpec = ["spec", "template", "spec"];
  const ports = listAt(object, [...podSpec, "containers"]).flatMap((container) =>
    listAt(container, ["ports"]),
  );
  const taken = ports.find(({ hostPort }) => typeof hostPort === "number" && hostPort > 0);
  if (taken !== undefined) return `port ${taken["hostPort"]} of a node can be had once`;
  if (valueAt(object, [...podSpec, "hostNetwork"]) === true && ports.length > 0) {
    return "a port of the node's network can be had once";
  }
  const labels = valueAt(object, ["spec", "template", "metadata", "labels"]) as StringMap | undefined;
  const required = [
    ...podSpec,
    "affinity",
    "podAntiAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
  ];
  const keepsAway = listAt(object, required).some(
    ({ topologyKey, labelSelector }) =>
      topologyKey === "kubernetes.io/hostname" &&
      selectorMatches(labelSelector as LabelSelector | undefined, labels),
  );
  return keepsAway ? "its anti-affinity keeps a second pod off a node" : undefined;
}
