import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const overlappingPdbs = finding<
  {
    readonly namespace: string;
    readonly kind: string;
    readonly budgets: readonly string[];
    /** Those that cover no other workload, so that nothing is left without a budget when they go. */
    readonly ofThisAlone: readonly string[];
  },
  "Deployment" | "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "OverlappingPdbs",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "several PodDisruptionBudgets select the same pods, so none can be evicted",
    explanation: `The API server evicts a running pod only if at most one PodDisruptionBudget selects it. With two it answers every
eviction with the status 500 and "This pod has more than one PodDisruptionBudget, which the eviction subresource
does not support", whatever the budgets allow. \`kubectl drain\` does not try again after that: it ends with an
error, and the pod stays on the node. Both budgets look well by themselves, with \`ALLOWED DISRUPTIONS\` above 0.

Often one comes with a Helm chart and the other was written by hand, or one has an empty selector, which selects
every pod of the namespace.

Pods that are Pending are evicted regardless, and \`kubectl delete pod\` does not ask the budgets. For a DaemonSet
this is less of a hindrance: \`kubectl drain\` leaves its pods where they are.

Upstream: \`pkg/registry/core/pod/storage/eviction.go#Create\`,
\`staging/src/k8s.io/kubectl/pkg/drain/drain.go#evictPods\` (v1.36).`,
    example: {
      namespace: "shop",
      kind: "Deployment",
      budgets: ["web", "web-chart"],
      ofThisAlone: ["web", "web-chart"],
    },
    message({ kind, budgets }) {
      return `the PodDisruptionBudgets ${named(budgets)} select the same pods: no running pod of this ${kind} can be evicted, each attempt fails with status 500`;
    },
    help({ namespace, budgets, ofThisAlone }) {
      const surplus = ofThisAlone.length === budgets.length ? ofThisAlone.slice(1) : ofThisAlone;
      if (surplus.length === 0) {
        return [
          "narrow their selectors, so that one of them is left for each pod:",
          `  kubectl -n ${namespace} edit pdb ${budgets.join(" ")}`,
        ].join("\n");
      }
      return [
        "keep one of them, whichever fits best, and delete the rest:",
        `  kubectl -n ${namespace} delete pdb ${surplus.join(" ")}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references } }) {
    const budgets = references.disruptionBudgets;
    if (budgets.length < 2) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          kind: subject.kind,
          budgets: budgets.map(({ name }) => name),
          ofThisAlone: budgets.filter(({ alsoCovers }) => alsoCovers.length === 0).map(({ name }) => name),
        },
        evidence: budgets.map(({ name }) =>
          evidence(beside(subject, "policy/v1", "PodDisruptionBudget", name), "/metadata/name", name),
        ),
      },
    ];
  },
});
