import { beside, evidence } from "./evidence.ts";
import { type HeldOrdinals, heldClause, heldOrdinals } from "./heldOrdinals.ts";
import { finding } from "./rule.ts";

export const rollbackTrap = finding<
  HeldOrdinals & {
    readonly namespace: string;
    readonly pod: string;
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

It is never harmless, though nothing may be lost yet: the ordinals that have not been reached go on running the
template before.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#processReplica\`,
\`#updateStatefulSetAfterInvariantEstablished\` (v1.36); https://github.com/kubernetes/kubernetes/issues/67250.`,
    example: {
      namespace: "data",
      pod: "postgres-2",
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
    help({ namespace, pod }) {
      return [
        "delete the pod; it comes back with the current template, and its claims stay:",
        `  kubectl -n ${namespace} delete pod ${pod}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { identities, rollout } }) {
    const { heldUpBy, updateRevision = "" } = rollout;
    if (heldUpBy === undefined || !heldUpBy.lasting || !heldUpBy.replacedByHandOnly) return [];
    const { pod, reason, ordinal } = heldUpBy;
    const { revisionName = "" } = identities.find((each) => each.ordinal === ordinal) ?? {};
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          pod,
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
