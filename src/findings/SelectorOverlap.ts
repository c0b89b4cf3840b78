import type { Evidence } from "../explanation/finding.ts";
import type { SelectorOverlap } from "../explanation/references.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named, quoted } from "./words.ts";

export const selectorOverlap = finding<
  {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly selector: string;
    /** `Kind/name` of those whose pods the selector matches as well. */
    readonly selects: readonly string[];
    /** Of those whose selector matches the pods of this one. */
    readonly selectedBy: readonly string[];
    /** The one to give a label of its own. */
    readonly change: string;
    /** `key=value`, the label that would tell it apart; empty when its selector compares no label with a value. */
    readonly ownLabel: string;
    /** That one stands in a manifest, and can still be given another selector. */
    readonly isManifest: boolean;
  },
  "Deployment" | "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "SelectorOverlap",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the selector matches pods of another workload",
    explanation: `Controllers find the pods of a workload by the UID in their owner reference, so two workloads whose selectors
overlap do not take each other's pods away, and both run. Nothing in the API forbids it.

Whatever goes by labels takes the pods of both for one set: Services, PodDisruptionBudgets and NetworkPolicies; a
HorizontalPodAutoscaler, which averages the metrics of all pods that its target's selector matches; and
\`kubectl logs\`, \`exec\`, \`attach\` and \`port-forward\` of a workload, which may choose a pod of the other one.

Selectors also decide about what has no owner, as a deletion with \`--cascade=orphan\` leaves it. A Deployment
adopts the ReplicaSets that match and scales all but that of its own template to 0, with their pods. A DaemonSet
adopts every pod that matches and deletes those on nodes where it does not run. A StatefulSet adopts only pods that
are named after it and one of its ordinals, and a pod that no ReplicaSet made lacks the label
\`pod-template-hash\`, so no Deployment adopts it.

It is harmless where nothing selects by those labels and no workload is ever deleted without its pods.

Upstream: \`pkg/controller/controller_ref_manager.go#ClaimPods\`, \`#ClaimReplicaSets\`,
\`pkg/controller/statefulset/stateful_set.go#getPodsForStatefulSet\`,
\`pkg/controller/podautoscaler/replica_calculator.go#GetResourceReplicas\`, kubectl
\`pkg/polymorphichelpers/attachablepodforobject.go\` (v1.36).`,
    example: {
      kind: "Deployment",
      name: "nginx-deployment",
      namespace: "default",
      selector: "app=nginx",
      selects: ["StatefulSet/nginx-statefulset"],
      selectedBy: ["StatefulSet/nginx-statefulset"],
      change: "Deployment/nginx-deployment",
      ownLabel: "app=nginx-deployment",
      isManifest: false,
    },
    message({ selector, selects, selectedBy }) {
      const isMutual = selects.length > 0 && selects.join() === selectedBy.join();
      const whose = selectedBy.length === 1 ? "the selector" : "each selector";
      const clauses = [
        ...(selects.length > 0
          ? [`the selector \`${selector}\` matches the pods of ${named(selects)} as well`]
          : []),
        ...(isMutual ? ["the reverse"] : []),
        ...(selectedBy.length > 0 && !isMutual ? [`${whose} of ${named(selectedBy)} matches its pods`] : []),
      ];
      return `${clauses.join(", and ")}: Services, budgets, autoscalers and \`kubectl logs\` take them for one`;
    },
    help({ change, ownLabel, namespace, isManifest }) {
      const [kind = "", name = ""] = change.split("/");
      const services = kind === "StatefulSet" ? "its governing Service" : "the Services meant for it";
      const data =
        kind === "StatefulSet"
          ? "and its claims stay, unless its `persistentVolumeClaimRetentionPolicy` says `whenDeleted: Delete`, which destroys their data"
          : "which replaces its pods";
      const live = `a selector cannot be changed. Delete ${kind} \`${name}\`, ${data}, and apply it anew with a label of its own in selector and template, and in the selector of ${services}`;
      const start = isManifest
        ? `before ${kind} \`${name}\` is applied, give it a label of its own in selector and template, and in the selector of ${services}; its selector cannot be changed afterwards`
        : live;
      if (ownLabel === "" && isManifest) return start;
      if (ownLabel === "") {
        return [
          `${start}. Its selector now:`,
          `  kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o jsonpath='{.spec.selector}'`,
        ].join("\n");
      }
      const [key = "", value = ""] = ownLabel.split("=");
      return [
        `${start}, for instance:`,
        "  spec:",
        "    selector:",
        "      matchLabels:",
        `        ${key}: ${quoted(value)}`,
        "    template:",
        "      metadata:",
        "        labels:",
        `          ${key}: ${quoted(value)}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references } }) {
    const { overlaps } = references;
    const [first] = overlaps;
    if (first === undefined) return [];
    const [selecting, selected] = [overlaps.filter(selectsOther), overlaps.filter(selectedByOther)];
    const own = selecting.length > 0 ? undefined : first;
    const change = own?.other ?? { kind: subject.kind, name: subject.name };
    return [
      {
        parameters: {
          kind: subject.kind,
          name: subject.name,
          namespace: subject.namespace ?? "",
          selector: first.selector,
          selects: selecting.map(otherName),
          selectedBy: selected.map(otherName),
          change: `${change.kind}/${change.name}`,
          ownLabel: labelOfItsOwn(own?.otherSelector ?? first.selector, change),
          isManifest: own === undefined && subject.uid === undefined,
        },
        evidence: [
          selectorEvidence(subject, first.selector),
          ...overlaps.map(({ other: { kind, name }, otherSelector }) =>
            selectorEvidence(beside(subject, "apps/v1", kind, name), otherSelector),
          ),
        ],
      },
    ];
  },
});

function selectsOther(overlap: SelectorOverlap): boolean {
  return overlap.selectsOther;
}

function selectedByOther(overlap: SelectorOverlap): boolean {
  return overlap.selectedByOther;
}

function otherName({ other: { kind, name } }: SelectorOverlap): string {
  return `${kind}/${name}`;
}

/** A part of a selector that compares a label with a value; the others hold a blank, an exclamation mark or no value. */
const equality = /(?:^|,)([^,=!()\s]+)=([^,=()\s]*)(?=,|$)/g;

function equalities(selector: string): readonly (readonly [key: string, value: string])[] {
  return [...selector.matchAll(equality)].map(([, key = "", value = ""]) => [key, value]);
}

function selectorEvidence(ref: ObjectRef, selector: string): Evidence {
  const labels = equalities(selector);
  return labels.length === 0
    ? evidence(ref, "/metadata/name", ref.name)
    : evidence(ref, "/spec/selector/matchLabels", Object.fromEntries(labels));
}

const longestLabelValue = 63;

/** The first label that the selector compares with a value, with the workload's name for it. */
function labelOfItsOwn(selector: string, { kind, name }: { readonly kind: string; readonly name: string }) {
  const [first] = equalities(selector);
  if (first === undefined) return "";
  const [key, value] = first;
  const ownKind = kind.toLowerCase();
  const candidates = [name, `${name}-${ownKind}`, ownKind];
  const own = candidates.find((each) => each !== value && each.length <= longestLabelValue);
  return `${key}=${own ?? ownKind}`;
}
