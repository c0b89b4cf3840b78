import { beside, evidence } from "./evidence.ts";
import { type HeldOrdinals, heldClause, heldOrdinals } from "./heldOrdinals.ts";
import { finding } from "./rule.ts";
import { setPartition } from "./setPartition.ts";

export const rollbackTrap = finding<
  HeldOrdinals & {
    readonly namespace: string;
    readonly statefulSet: string;
    /** Without a partition that is written, a deleted pod may come back with its old template. */
    readonly partitionUnset: boolean;
    readonly pod: string;
    /** Others of an older template that fail as it does: they have to be deleted as well. */
    readonly alike: readonly string[];
    readonly reason: string;
    /** The ControllerRevision of the pod's template; empty when its label is gone. */
    readonly revision: string;
    /** The one that the StatefulSet has now. */
    readonly updateRevision: string;
  },
  "StatefulSet"
>({
  meta: {
    code: "RollbackTrap",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "a broken pod does not get the mended template",
    explanation: `A template that breaks the pods reaches the highest ordinal first, and stops there. When it is mended, or the
change is undone with \`kubectl rollout undo\`, nothing happens: with \`podManagementPolicy: OrderedReady\` the
controller first waits for every pod to be running, ready and available, and only then looks which of them are of
an older template. The broken pod would become ready by being replaced, and is replaced only when it is ready.

Deleting the pod is the way out. The controller creates it at once from the current template, and its claims stay.
The rollout then goes on by itself.

One thing stands in the way of that: where \`updateStrategy\` has its type written and no \`rollingUpdate\`, the API
server sets no partition, and a deleted pod comes back with the template before while its index is below
\`status.currentReplicas\`. Setting the partition to 0, which it seemed to be, changes that.

It is never harmless, though nothing may be lost yet: the ordinals that have not been reached go on running the
template before.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#processReplica\`,
\`#updateStatefulSetAfterInvariantEstablished\` (v1.36); https://github.com/kubernetes/kubernetes/issues/67250.`,
    example: {
      namespace: "data",
      statefulSet: "postgres",
      partitionUnset: false,
      pod: "postgres-2",
      alike: [],
      reason: "container postgres: ImagePullBackOff",
      revision: "postgres-6d9f7c5b4",
      updateRevision: "postgres-75b5f857f9",
      creation: [],
      deletion: [],
      update: ["1"],
    },
    message({ pod, reason, ...held }) {
      const clause = heldClause(held);
      const waits = clause === "" ? "" : `, and till then ${clause}`;
      return `\`${pod}\` is not of the current template and not available: ${reason.replace(/\.$/, "")}; the controller gives it the current template only once it is available${waits}`;
    },
    help({ namespace, statefulSet, partitionUnset, pod, alike }) {
      const what =
        alike.length === 0
          ? "delete the pod; it comes back with the current template, and its claims stay:"
          : "delete it and those that fail as it does; they come back with the current template, and their claims stay:";
      return [
        ...(partitionUnset ? setPartition({ namespace, statefulSet }) : []),
        what,
        `  kubectl -n ${namespace} delete pod ${[pod, ...alike].join(" ")}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { identities, rollout } }) {
    const { heldUpBy, updateRevision = "" } = rollout;
    if (heldUpBy === undefined || !heldUpBy.lasting || !heldUpBy.replacedByHandOnly) return [];
    const { pod, reason, ordinal } = heldUpBy;
    const { revisionName = "", waiting } = identities.find((each) => each.ordinal === ordinal) ?? {};
    const alike = identities.filter(
      (each) =>
        each.ordinal !== ordinal &&
        (each.revision === "Current" || each.revision === "Other") &&
        each.available === false &&
        each.state !== "Terminating" &&
        each.waiting !== undefined &&
        each.waiting.reason === waiting?.reason,
    );
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          statefulSet: subject.name,
          partitionUnset: rollout.partitionUnset === true,
          pod,
          alike: alike.map((each) => each.pod),
          reason,
          revision: revisionName,
          updateRevision,
          ...heldOrdinals(heldUpBy),
        },
        evidence: [
          evidence(
            beside(subject, "v1", "Pod", pod),
            "/metadata/labels/controller-revision-hash",
            revisionName,
          ),
          evidence(subject, "/status/updateRevision", updateRevision),
        ],
      },
    ];
  },
});
