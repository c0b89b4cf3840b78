import { droppedAt } from "./changed.ts";
import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const partitionLost = conversionFinding<{
  readonly namespace: string;
  readonly statefulSet: string;
  readonly to: string;
  readonly partition: number;
}>({
  meta: {
    code: "PartitionLost",
    severity: "warning",
    kinds: ["Deployment", "DaemonSet"],
    title: "a partition held pods back at an older template",
    explanation: `\`spec.updateStrategy.rollingUpdate.partition\` keeps the pods of all ordinals below it at the template that they have:
a canary, of which the rest is to follow once it has proved itself. Neither a Deployment nor a DaemonSet has a
partition. The new object has the newer template, which so far only the ordinals from the partition up have, and all
of its pods come up with it.

Where the update was finished long ago and the partition only stayed, nothing comes up that did not run before. Then
what is lost is the brake for the next update.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#newVersionedStatefulSetPod\` (v1.36).`,
    example: { namespace: "data", statefulSet: "postgres", to: "Deployment", partition: 2 },
    message({ partition, to }) {
      const held = partition === 1 ? "the lowest ordinal" : `the lowest ${partition} ordinals`;
      return `the partition ${partition} keeps ${held} at the template of before an update, and a ${to} has no partition: all pods come up with the one that is written now`;
    },
    help({ namespace, statefulSet }) {
      return [
        "see which pods have which revision, and finish the update or take it back before:",
        `  kubectl -n ${namespace} rollout status statefulset/${statefulSet} --watch=false`,
        `  kubectl -n ${namespace} get pods -L controller-revision-hash`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target } = conversion;
    const partition = droppedAt(conversion, "spec.updateStrategy.rollingUpdate.partition")?.from;
    if (typeof partition !== "number" || partition === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          statefulSet: subject.name,
          to: target.kind,
          partition,
        },
        evidence: [evidence(subject, "/spec/updateStrategy/rollingUpdate/partition", partition)],
      },
    ];
  },
});
