import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count, ordinalList } from "./words.ts";

export const partitionHoldsUpdate = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    readonly partition: number;
    /** That still run the template before; empty where pods could not be read. */
    readonly ordinals: readonly string[];
    readonly replicas: number;
  },
  "StatefulSet"
>({
  meta: {
    code: "PartitionHoldsUpdate",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "the partition keeps pods at the template before",
    explanation: `\`spec.updateStrategy.rollingUpdate.partition\` says how many of the lowest ordinals an update leaves alone. They
keep the template before, also when one of them is deleted and made anew, and so a new template can be tried on the
highest ordinals first. It counts from \`spec.ordinals.start\`: with start 5 and partition 2, ordinals 5 and 6 are
left alone.

Nothing reminds of it: \`kubectl rollout status\` reports a partitioned roll out as complete, and every later
template stops at the same ordinal. With a partition as high as \`replicas\` no pod is updated at all.

\`status.currentRevision\` stays behind \`status.updateRevision\` for as long; that is not a sign of a stuck rollout.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#updateStatefulSetAfterInvariantEstablished\`,
\`pkg/controller/statefulset/stateful_set_utils.go#newVersionedStatefulSetPod\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      partition: 2,
      ordinals: ["0", "1"],
      replicas: 3,
    },
    message({ partition, ordinals, replicas }) {
      if (ordinals.length === 0) {
        const left = Math.min(partition, replicas);
        return `\`partition: ${partition}\` keeps the lowest ${left} of ${count(replicas, "ordinal")} at the template before`;
      }
      return `\`partition: ${partition}\` keeps ${ordinalList(ordinals)} at the template before, ${ordinals.length} of ${count(replicas, "pod")}`;
    },
    help({ statefulSet, namespace }) {
      const patch = { spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } };
      return [
        "once the updated pods prove good, let the rest follow, the highest ordinal first; a smaller partition than now takes the update only a part of the way:",
        `  kubectl -n ${namespace} patch statefulset ${statefulSet} --type=merge \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { partition = 0, currentRevision, updateRevision } = facts.rollout;
    if (partition === 0 || !isUnderWay(facts)) return [];
    const ordinals = facts.identities
      .slice(0, partition)
      .filter(({ revision }) => revision === "Current" || revision === "Other")
      .map(({ ordinal }) => `${ordinal}`);
    if (ordinals.length === 0 && facts.pods.countsFrom === "pods") return [];
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          partition,
          ordinals,
          replicas: facts.pods.desired,
        },
        evidence: [
          evidence(subject, "/spec/updateStrategy/rollingUpdate/partition", partition),
          ...(currentRevision === undefined
            ? []
            : [evidence(subject, "/status/currentRevision", currentRevision)]),
          ...(updateRevision === undefined
            ? []
            : [evidence(subject, "/status/updateRevision", updateRevision)]),
        ],
      },
    ];
  },
});

/** A partition without two templates keeps nobody back. */
function isUnderWay({ rollout, pods }: StatefulSetFacts): boolean {
  const { phase, currentRevision, updateRevision } = rollout;
  if (phase === "Partitioned") return true;
  // Before the controller has seen the latest template, the status names the revisions before.
  if (phase === "NotObserved" || pods.desired === 0) return false;
  return currentRevision !== undefined && updateRevision !== undefined && currentRevision !== updateRevision;
}
