import type { DisruptionBudget } from "../explanation/references.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const pdbUnsupportedOnDaemonSet = finding<
  {
    readonly namespace: string;
    readonly budget: string;
    /** `maxUnavailable: 1` */
    readonly setting: string;
    /** Other workloads whose evictions it stops thereby. */
    readonly alsoStops: readonly string[];
    /** A number of pods that would leave one free; 0 when the number of nodes is not known or is 1. */
    readonly minAvailable: number;
  },
  "DaemonSet"
>({
  meta: {
    code: "PdbUnsupportedOnDaemonSet",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "a PodDisruptionBudget counts on a scale that a DaemonSet does not have",
    explanation: `For \`maxUnavailable\`, and for \`minAvailable\` as a percentage, the disruption controller needs to know how many
pods there should be, and asks the \`scale\` subresource of the pods' controller. A DaemonSet has none. So the
controller sets the condition \`DisruptionAllowed\` False with the reason \`SyncFailed\`, "daemonsets.apps does not
implement the scale subresource", and allows no eviction of any pod that the budget selects, of another workload
neither. Whoever asks for one only hears that it would violate the budget.

\`minAvailable\` as a number works: it is held against the pods that exist. As the number of nodes changes it has
to be changed with it.

\`kubectl drain\` leaves DaemonSet pods where they are, so it is not hindered, unless the budget selects other pods
too. What evicts DaemonSet pods, such as some node autoscalers and the descheduler, is.

Upstream: \`pkg/controller/disruption/disruption.go#getExpectedPodCount\`, \`#getScaleController\` (v1.36).`,
    example: {
      namespace: "logging",
      budget: "fluentd",
      setting: "maxUnavailable: 1",
      alsoStops: [],
      minAvailable: 8,
    },
    message({ budget, setting, alsoStops }) {
      const stops = alsoStops.length === 0 ? "" : `, not of ${named(alsoStops)} either`;
      return `the PodDisruptionBudget \`${budget}\` allows no eviction${stops}: \`${setting}\` needs a \`scale\` subresource, which a DaemonSet does not have`;
    },
    help({ namespace, budget, alsoStops, minAvailable }) {
      if (alsoStops.length > 0) {
        return [
          "narrow its selector, so that it does not match the pods of this DaemonSet:",
          `  kubectl -n ${namespace} edit pdb ${budget}`,
        ].join("\n");
      }
      const remove = `  kubectl -n ${namespace} delete pdb ${budget}`;
      if (minAvailable === 0)
        return ["delete it; `kubectl drain` does not evict DaemonSet pods:", remove].join("\n");
      return [
        "delete it, since `kubectl drain` does not evict DaemonSet pods, or give it a number of pods:",
        remove,
        `  kubectl -n ${namespace} patch pdb ${budget} --type merge -p '{"spec":{"maxUnavailable":null,"minAvailable":${minAvailable}}}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references, placement } }) {
    return references.disruptionBudgets
      .filter(needsScale)
      .map(({ name, minAvailable, maxUnavailable, ...budget }) => {
        const [field, value] =
          maxUnavailable === undefined ? ["minAvailable", minAvailable] : ["maxUnavailable", maxUnavailable];
        const ref = beside(subject, "policy/v1", "PodDisruptionBudget", name);
        return {
          parameters: {
            namespace: subject.namespace ?? "",
            budget: name,
            setting: `${field}: ${value}`,
            alsoStops: budget.alsoCovers.map((other) => `${other.kind}/${other.name}`),
            minAvailable: Math.max(0, (placement.desired ?? 0) - 1),
          },
          evidence: [evidence(ref, `/spec/${field}`, value)],
        };
      });
  },
});

function needsScale({ minAvailable, maxUnavailable }: DisruptionBudget): boolean {
  return maxUnavailable !== undefined || typeof minAvailable === "string";
}
