import { evidence } from "./evidence.ts";
import { newWorkload } from "./newWorkload.ts";
import { conversionFinding } from "./rule.ts";

export const orderedStart = conversionFinding<{
  readonly pods: number;
  readonly from: string;
}>({
  meta: {
    code: "OrderedStart",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "pods start one after the other, no longer all at once",
    explanation: `With \`podManagementPolicy: OrderedReady\`, the default, a StatefulSet creates a pod when all of lower ordinals run and
are ready, and deletes them from the highest down. So starting takes as long as all of its pods together, and one
that does not become ready holds up the rest: with ordinal 0 broken there is no other pod. All other kinds start
their pods at once, each for itself.

Databases that elect and members that join want the order. Where pods do not know of each other, \`Parallel\` starts
them as before; updates go one by one with either. It cannot be changed in a StatefulSet that exists.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#processReplica\` (v1.36).`,
    example: { pods: 3, from: "Deployment" },
    message({ pods, from }) {
      return `the ${pods} pods start one after the other, each once the one before is ready, not at once as those of the ${from}: one that is not ready holds up the rest`;
    },
    help() {
      return [
        "if they do not depend on each other, start them at once; that cannot be changed later:",
        "  --pod-management-policy Parallel",
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target, pods } = conversion;
    const { podManagementPolicy = "OrderedReady" } = newWorkload(conversion).spec ?? {};
    const { after = 0 } = pods;
    if (subject.kind === "StatefulSet" || podManagementPolicy !== "OrderedReady" || after < 2) return [];
    return [
      {
        parameters: { pods: after, from: subject.kind },
        evidence: [evidence(target, "/spec/podManagementPolicy", podManagementPolicy)],
      },
    ];
  },
});
