import type { StatefulIdentity, StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { evidence } from "./evidence.ts";
import { type HeldOrdinals, heldClause, heldOrdinals, podTrouble } from "./heldOrdinals.ts";
import { finding } from "./rule.ts";
import { setPartition } from "./setPartition.ts";

export const ordinalBlocksRollout = finding<
  HeldOrdinals & {
    readonly statefulSet: string;
    readonly namespace: string;
    readonly pod: string;
    readonly reason: string;
    /** Of the pod, as identities have it. */
    readonly state: string;
    /** The ordinal is one that has to go. */
    readonly condemned: boolean;
    /** A condemned pod takes its claims along. */
    readonly whenScaled: string;
    /** A changed template reaches the pod though it is not ready. */
    readonly replacedByItself: boolean;
    /** Without a partition that is written, a deleted pod may come back with its old template. */
    readonly partitionUnset: boolean;
  },
  "StatefulSet"
>({
  meta: {
    code: "OrdinalBlocksRollout",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "one ordinal holds up the others",
    explanation: `With \`podManagementPolicy: OrderedReady\`, the default, the controller takes the ordinals in their order, and goes
on only when the one before is running, ready and available for \`minReadySeconds\`. A pod that is not holds up the
creation of all higher ordinals, every pod that scaling down should delete, and the update of every other ordinal.
With \`Parallel\` pods are created and deleted at once, but an update still goes from the highest ordinal down, one
at a time.

It is said only where waiting does not help: a container crashes, an image cannot be pulled, no node is fit, a
quota refuses the pod.

A new template does not reach a pod that is of the old one and not ready, which is a finding of its own,
\`RollbackTrap\`. A pod that is of the current template and not ready has to be deleted by hand as well once the
template is repaired, unless the policy is \`Parallel\` and the server does not know \`maxUnavailable\` for
StatefulSets.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#processReplica\`, \`#processCondemned\`,
\`#updateStatefulSetAfterInvariantEstablished\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      pod: "postgres-2",
      reason: "container postgres: CrashLoopBackOff (exit code 1, 12 restarts)",
      state: "NotReady",
      condemned: false,
      whenScaled: "Retain",
      replacedByItself: false,
      partitionUnset: false,
      creation: [],
      deletion: [],
      update: ["0", "1"],
    },
    message({ pod, reason, condemned, ...held }) {
      const clause = heldClause(held);
      const until = condemned ? "until it is gone," : "until it is available,";
      const waits = clause === "" ? "" : `; ${until} ${clause}`;
      return `\`${pod}\` will not get better by itself: ${reason.replace(/\.$/, "")}${waits}`;
    },
    help({
      statefulSet,
      namespace,
      pod,
      state,
      condemned,
      whenScaled,
      replacedByItself,
      partitionUnset,
      update,
    }) {
      const kubectl = `  kubectl -n ${namespace}`;
      if (state === "Missing") {
        return [
          "clear away what refuses the pod; the controller then creates it by itself:",
          `${kubectl} describe statefulset ${statefulSet}`,
        ].join("\n");
      }
      if (state === "Terminating") {
        return [
          "see what its node does. Delete the pod by force only when the node is certainly off: two processes of one ordinal can destroy its data:",
          `${kubectl} get pod ${pod} -o wide`,
        ].join("\n");
      }
      if (condemned) {
        const claims =
          whenScaled === "Delete" ? "its claims and their data go with it, as" : "its claims stay, as";
        return [
          `it has to go anyway, so delete it by hand; ${claims} \`whenScaled: ${whenScaled}\` says:`,
          `${kubectl} delete pod ${pod}`,
        ].join("\n");
      }
      const look = [
        `${kubectl} describe pod ${pod}`,
        ...(state === "NotReady" ? [`${kubectl} logs ${pod} --all-containers`] : []),
      ];
      if (replacedByItself) return ["repair what keeps it from being ready:", ...look].join("\n");
      return [
        "repair what keeps it from being ready:",
        ...look,
        ...(partitionUnset ? setPartition({ namespace, statefulSet }) : []),
        "where that takes another pod template, the pod does not get it by itself: delete it then, its claims stay:",
        `${kubectl} delete pod ${pod}`,
        ...(update.length === 0
          ? []
          : [
              "or go back to the template before, and delete it then:",
              `${kubectl} rollout undo statefulset/${statefulSet}`,
            ]),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { rollout, identities, condemned, claims } = facts;
    const { heldUpBy, podManagementPolicy, maxUnavailableSpec } = rollout;
    // A pod of an older template asks for something else: RollbackTrap says it, with what waits for it.
    if (heldUpBy === undefined || !heldUpBy.lasting || heldUpBy.replacedByHandOnly) return [];
    const isIt = ({ ordinal }: StatefulIdentity) => ordinal === heldUpBy.ordinal;
    const leaving = condemned.find(isIt);
    const identity = leaving ?? identities.find(isIt);
    if (identity === undefined || isToldElsewhere(subject, identity, facts)) return [];
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          pod: heldUpBy.pod,
          reason: heldUpBy.reason,
          state: identity.state,
          condemned: leaving !== undefined,
          whenScaled: claims.whenScaled,
          // The field is there only where the gate MaxUnavailableStatefulSet is on, which counts the broken pod.
          replacedByItself: podManagementPolicy === "Parallel" && maxUnavailableSpec === undefined,
          partitionUnset: rollout.partitionUnset === true,
          ...heldOrdinals(heldUpBy),
        },
        evidence: [
          ...podTrouble(subject, identity),
          evidence(subject, "/spec/podManagementPolicy", podManagementPolicy),
        ],
      },
    ];
  },
});

/** The longest name that leaves room for the hash of its pods' label. */
const longestName = 52;

/** NameTooLong, StorageClassMissing and ClaimPending name what keeps the pod away, and what to do about it. */
function isToldElsewhere(
  { name }: ObjectRef,
  { state, claims }: StatefulIdentity,
  { claims: { storageClasses } }: StatefulSetFacts,
): boolean {
  if (name.length > longestName && state === "Missing") return true;
  const missing = new Set(storageClasses.filter(({ exists }) => exists === false).map((each) => each.name));
  return claims.some(
    ({ phase, pendingReason, storageClass = "" }) =>
      phase === "Pending" && (pendingReason !== undefined || missing.has(storageClass)),
  );
}
