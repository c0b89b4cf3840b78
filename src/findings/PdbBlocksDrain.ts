import type { DisruptionBudget } from "../explanation/references.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count } from "./words.ts";

export const pdbBlocksDrain = finding<
  {
    readonly namespace: string;
    readonly budget: string;
    /** `maxUnavailable: 0` */
    readonly setting: string;
    /** How many pods the budget counts on; 0 while its controller has not counted. */
    readonly expectedPods: number;
    /** Why the controller cannot count; "" when it can. */
    readonly failure: string;
  },
  "Deployment" | "StatefulSet"
>({
  meta: {
    code: "PdbBlocksDrain",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet"],
    title: "a PodDisruptionBudget never allows an eviction",
    explanation: `An eviction, which is how \`kubectl drain\`, the cluster autoscaler and most node upgrades remove pods, is allowed
only while the budget's \`disruptionsAllowed\` is above 0. That is the number of healthy pods less those that have
to stay healthy. With \`maxUnavailable: 0\`, or with a \`minAvailable\` of as many pods as there are, it is 0 even
when all are well: the API server answers every eviction with 429, and \`kubectl drain\` of a node that has such a
pod tries again every 5 s without end. The same comes about when the controller cannot tell how many pods there
should be; then it allows none.

Pods that are Pending are evicted regardless. A rolling update, a scale-down and \`kubectl delete pod\` do not ask
the budget. When nothing is allowed only because a pod is not healthy at the moment, the budget does what it is
for, and nothing is said here.

It is harmless where it is meant as "ask before you drain", and somebody is there to answer.

Upstream: \`pkg/controller/disruption/disruption.go#getExpectedPodCount\`, \`#failSafe\`,
\`pkg/registry/core/pod/storage/eviction.go#checkAndDecrement\`,
\`staging/src/k8s.io/kubectl/pkg/drain/drain.go#evictPods\` (v1.36).`,
    example: {
      namespace: "data",
      budget: "postgres",
      setting: "minAvailable: 3",
      expectedPods: 3,
      failure: "",
    },
    message({ budget, setting, expectedPods, failure }) {
      const consequence = "so a drain of a node with such a pod never ends";
      if (failure !== "") {
        const says = failure.replace(/\.$/, "");
        return `the PodDisruptionBudget \`${budget}\` allows no eviction, ${consequence}: its controller says ${says}`;
      }
      const of = expectedPods === 0 ? "" : ` of ${count(expectedPods, "pod")}`;
      return `the PodDisruptionBudget \`${budget}\` never allows an eviction (\`${setting}\`${of}), ${consequence}`;
    },
    help({ namespace, budget, expectedPods, failure }) {
      if (failure !== "") {
        return [
          "have its selector match only pods of workloads that have a scale, or give it `minAvailable` as a number:",
          `  kubectl -n ${namespace} describe pdb ${budget}`,
        ].join("\n");
      }
      const what =
        expectedPods === 1
          ? "run a second pod, or let a drain take the only one, which is down until it runs elsewhere"
          : "allow one at a time";
      return [
        `${what}:`,
        `  kubectl -n ${namespace} patch pdb ${budget} --type merge -p '{"spec":{"minAvailable":null,"maxUnavailable":1}}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references, pods } }) {
    const [first, ...others] = references.disruptionBudgets;
    const budget = first && withoutEnded(first, "items" in pods ? (pods.items ?? []) : []);
    // With two of them no eviction gets as far as to ask what they allow: see OverlappingPdbs.
    if (budget === undefined || others.length > 0 || !neverAllows(budget, pods.desired)) return [];
    const { name, minAvailable, maxUnavailable, expectedPods = 0, syncFailure = "" } = budget;
    const [field, value] =
      maxUnavailable === undefined ? ["minAvailable", minAvailable] : ["maxUnavailable", maxUnavailable];
    const ref = beside(subject, "policy/v1", "PodDisruptionBudget", name);
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          budget: name,
          setting: `${field}: ${value}`,
          expectedPods,
          failure: syncFailure,
        },
        evidence: [
          evidence(ref, `/spec/${field}`, value),
          ...(budget.disruptionsAllowed === undefined
            ? []
            : [evidence(ref, "/status/disruptionsAllowed", budget.disruptionsAllowed)]),
        ],
      },
    ];
  },
});

/**
 * `minAvailable` as a number is held against all pods that the selector matches, and those that have ended are among
 * them until somebody deletes them; healthy they never are again.
 */
function withoutEnded(
  budget: DisruptionBudget,
  pods: readonly { readonly phase: string }[],
): DisruptionBudget {
  if (budget.expectedPods === undefined || typeof budget.minAvailable !== "number") return budget;
  const ended = pods.filter(({ phase }) => phase === "Failed" || phase === "Succeeded").length;
  return { ...budget, expectedPods: budget.expectedPods - ended };
}

/**
 * Not even with all pods healthy. A number of pods that is below the workload's own passes: `minAvailable` as a number
 * is held against the pods that exist, and while some are missing it may look like all of them.
 */
function neverAllows(budget: DisruptionBudget, desired: number): boolean {
  const { minAvailable, maxUnavailable, expectedPods, desiredHealthy, syncFailure } = budget;
  if (desired === 0) return false;
  if (syncFailure !== undefined) return true;
  if (expectedPods === undefined || desiredHealthy === undefined) {
    return maxUnavailable === 0 || maxUnavailable === "0%" || minAvailable === "100%";
  }
  return desiredHealthy >= Math.max(expectedPods, desired);
}
