import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { selectorMatches, selectorToQuery } from "../../kube/labelSelector.ts";
import type { LabelSelector, StringMap } from "../../kube/objects.ts";
import { ordinalRange } from "../volumes/ordinalClaims.ts";
import { type Converting, keepsItsName, oldPodLabels } from "./converting.ts";

/** How a selector finds the old pods, and whether it finds the new ones as well. */
export interface Selection extends Pick<ConversionReference, "by" | "holds"> {
  /** What of it no new pod meets, in the API server's syntax; "" where it holds. */
  readonly unmet: string;
  /** What finds all new pods and nothing more. Absent where that is not the same as what it found before. */
  readonly instead?: LabelSelector;
}

/** Undefined for a selector that finds no old pod: it has nothing to do with them. */
export function selectionOf(
  selector: LabelSelector | undefined,
  converting: Converting,
): Selection | undefined {
  const { workload, to } = converting;
  if (selector === undefined) return undefined;
  const requirements = requirementsOf(selector);
  const old = {
    kind: workload.kind,
    name: workload.metadata?.name ?? "",
    labels: oldPodLabels(converting),
    hasPods: true,
  };
  if (!requirements.every((each) => mayMeet(each, old))) return undefined;
  const by = requirements.some((each) => tellsApart(each, old)) ? "PodName" : "Labels";
  if (keepsItsName(converting)) return { by, holds: true, unmet: "" };
  const fresh = { kind: to.kind, name: to.name, labels: to.podLabels, hasPods: false };
  const unmet = requirements.filter((each) => !mayMeet(each, fresh));
  const isReplaceable = by === "Labels" || hasOnePod(converting);
  return {
    by,
    holds: unmet.length === 0,
    unmet: unmet.map(textOf).join(","),
    ...(unmet.length > 0 &&
      isReplaceable &&
      Object.keys(to.podLabels).length > 0 && { instead: { matchLabels: to.podLabels } }),
  };
}

interface Pods {
  readonly kind: string;
  readonly name: string;
  /** Of their template. */
  readonly labels: StringMap;
  /** A certain hash can only be that of pods that are there. */
  readonly hasPods: boolean;
}

type Requirement = NonNullable<LabelSelector["matchExpressions"]>[number];

const podNameLabel = "statefulset.kubernetes.io/pod-name";
const podIndexLabel = "apps.kubernetes.io/pod-index";

/**
 * What a kind's controller adds to the labels of the template.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#newStatefulSetPod, #initIdentity;
 * pkg/controller/daemon/util/daemonset_util.go#CreatePodTemplate; pkg/controller/deployment/sync.go#getNewReplicaSet
 * (v1.36)
 */
const addedLabels: { readonly [kind: string]: readonly string[] } = {
  Deployment: ["pod-template-hash"],
  StatefulSet: [podNameLabel, podIndexLabel, "controller-revision-hash"],
  DaemonSet: ["controller-revision-hash", "pod-template-generation"],
};

/** Whether some pod may meet it. Only the value of a label that the controller adds is not known. */
function mayMeet(requirement: Requirement, pods: Pods): boolean {
  const { key, operator, values = [] } = requirement;
  if (!isAdded(key, pods)) return selectorMatches({ matchExpressions: [requirement] }, pods.labels);
  switch (operator) {
    case "In":
      return values.some((value) => fits(key, value, pods));
    case "DoesNotExist":
      return false;
    default:
      return operator === "Exists" || operator === "NotIn";
  }
}

function fits(key: string, value: string, { name, hasPods }: Pods): boolean {
  const [, parent, ordinal] = /^(.*-)?(0|[1-9]\d*)$/.exec(value) ?? [];
  if (key === podIndexLabel) return ordinal !== undefined && parent === undefined;
  return key === podNameLabel ? ordinal !== undefined && parent === `${name}-` : hasPods;
}

function tellsApart({ key, operator }: Requirement, pods: Pods): boolean {
  return (key === podNameLabel || key === podIndexLabel) && isAdded(key, pods) && operator === "In";
}

/** The controller's label stands over one of the template. */
function isAdded(key: string, { kind }: Pods): boolean {
  return addedLabels[kind]?.includes(key) === true;
}

/** One pod then and one now: what found that by its name may find it by its labels. */
function hasOnePod({ workload, to }: Converting): boolean {
  return to.replicas === 1 && ordinalRange({ ...workload }).replicas === 1;
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly Requirement[] {
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  return [...equal, ...matchExpressions];
}

function textOf(requirement: Requirement): string {
  const { key, operator, values = [] } = requirement;
  const [value, ...more] = values;
  const isEqual = operator === "In" && more.length === 0;
  return isEqual ? `${key}=${value}` : selectorToQuery({ matchExpressions: [requirement] });
}
