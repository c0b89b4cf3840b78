import { selectorMatches } from "../kube/labelSelector.ts";
import { evidence } from "./evidence.ts";
import { newWorkload } from "./newWorkload.ts";
import { conversionFinding } from "./rule.ts";

const hostname = "kubernetes.io/hostname";

export const spreadLeavesPodsPending = conversionFinding<{
  readonly topologyKey: string;
  readonly maxSkew: number;
}>({
  meta: {
    code: "SpreadLeavesPodsPending",
    severity: "warning",
    kinds: ["DaemonSet"],
    title: "a spread constraint leaves pods of the DaemonSet Pending",
    explanation: `A DaemonSet wants a pod on each node that fits, so a zone has as many of them as it has nodes. A topology spread
constraint with \`whenUnsatisfiable: DoNotSchedule\` wants the zones to differ by no more than \`maxSkew\`. With
\`nodeAffinityPolicy: Ignore\` the scheduler compares all zones, also those in which the DaemonSet has no node. In
zones of 7 and 3 nodes and with \`maxSkew: 1\`, 3 of the 10 pods stay Pending for ever, since each can go only to its
own node; where a zone has none of its nodes, every other gets no more than \`maxSkew\` pods.

With \`nodeAffinityPolicy: Honor\`, which is the default, nothing of this happens: every pod of a DaemonSet is aimed
at one node by its affinity, so only that node is looked at, and there is nothing to compare it with. The constraint
then does nothing, except that a node without the label \`topologyKey\` gets no pod. By \`${hostname}\`, one pod on
each node is as even as it can be, with either policy.

It is harmless where all zones have the same number of nodes that fit.

Upstream: \`pkg/scheduler/framework/plugins/podtopologyspread/filtering.go#Filter\`,
\`…/common.go#matchNodeInclusionPolicies\` (v1.36).`,
    example: { topologyKey: "topology.kubernetes.io/zone", maxSkew: 1 },
    message({ topologyKey, maxSkew }) {
      return `the spread constraint by \`${topologyKey}\` compares all nodes (\`nodeAffinityPolicy: Ignore\`): where the numbers of nodes differ by more than ${maxSkew}, pods of the DaemonSet stay Pending`;
    },
    help() {
      return [
        "remove the constraint, since a DaemonSet is on every node anyway, or have each pod compared within its own node:",
        "  nodeAffinityPolicy: Honor",
      ].join("\n");
    },
  },
  find(conversion) {
    const { target } = conversion;
    const { metadata, spec } = newWorkload(conversion).spec?.template ?? {};
    return (spec?.topologySpreadConstraints ?? []).flatMap((constraint, index) => {
      const { topologyKey, whenUnsatisfiable, nodeAffinityPolicy, labelSelector, maxSkew } = constraint;
      if (whenUnsatisfiable !== "DoNotSchedule" || topologyKey === hostname) return [];
      if (nodeAffinityPolicy !== "Ignore" || !selectorMatches(labelSelector, metadata?.labels)) return [];
      const pointer = `/spec/template/spec/topologySpreadConstraints/${index}`;
      return {
        parameters: { topologyKey, maxSkew },
        evidence: [evidence(target, `${pointer}/nodeAffinityPolicy`, nodeAffinityPolicy)],
      };
    });
  },
});
