import type { DaemonSetFacts } from "../explanation/daemonSetFacts.ts";
import type { Evidence } from "../explanation/finding.ts";
import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

/** A pod of an older template, and what shows it. */
interface OldPod {
  readonly pod: string;
  readonly evidence: Evidence;
}

export const onDeleteWaits = finding<
  {
    readonly namespace: string;
    /** Of an older template, in the order in which to delete them; empty where pods could not be read. */
    readonly pods: readonly string[];
    /** How many are of an older template, by the pods or else by the status. */
    readonly old: number;
    readonly desired: number;
    /**
     * A pod of the current template that is not available, without which none is created again: with OrderedReady that
     * of a lower ordinal. Empty: none.
     */
    readonly blockedBy: string;
  },
  "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "OnDeleteWaits",
    severity: "warning",
    kinds: ["StatefulSet", "DaemonSet"],
    title: "pods of an older template wait for somebody to delete them",
    explanation: `With \`updateStrategy: OnDelete\` the controller never replaces a pod because of its template. A changed template, a
new image with a fix for instance, reaches a pod only when somebody deletes it, or a drain or a lost node does:
then it comes back with the current template. \`kubectl rollout status\` answers with an error for this strategy, so
nothing says how far the update is.

It is harmless where an operator or a person does the deleting in an order of their own, and is still at it.
Otherwise the next drain or lost node decides which pod gets the new template, and when.

Upstream: \`pkg/controller/statefulset/stateful_set_control.go#updateStatefulSet\`,
\`pkg/controller/daemon/daemon_controller.go#updateDaemonSet\` (v1.36).`,
    example: {
      namespace: "data",
      pods: ["postgres-2", "postgres-1"],
      old: 2,
      desired: 3,
      blockedBy: "",
    },
    message({ pods, old, desired }) {
      const which = pods.length === 0 ? "" : ` (${named(pods)})`;
      return `${old} of ${count(desired, "pod")}${which} ${old === 1 ? "runs another template than the current one" : "run another template than the current one"}: with \`OnDelete\` a pod gets the current one only when it is deleted`;
    },
    help({ namespace, pods, blockedBy }) {
      const [first] = pods;
      if (blockedBy !== "") {
        return [
          `delete none before \`${blockedBy}\`, which is of the current template, is available: the controller creates no higher ordinal till then. See what it lacks:`,
          `  kubectl -n ${namespace} describe pod ${blockedBy}`,
        ].join("\n");
      }
      if (first === undefined) {
        return [
          "delete them one at a time, each when the one before is ready again; the hash tells which are old:",
          `  kubectl -n ${namespace} get pods -L controller-revision-hash`,
        ].join("\n");
      }
      const next =
        pods.length === 1 ? "" : `, one at a time: this one first, the next when its successor is ready`;
      return [`delete what is to be updated${next}:`, `  kubectl -n ${namespace} delete pod ${first}`].join(
        "\n",
      );
    },
  },
  find({ subject, facts }) {
    const { strategy, phase } = facts.rollout;
    if (strategy !== "OnDelete" || phase !== "WaitsForDeletion") return [];
    const {
      desired,
      updated,
      pods,
      blockedBy = "",
    } = "identities" in facts ? ofStatefulSet(subject, facts) : ofDaemonSet(subject, facts);
    const old = pods?.length ?? desired - updated;
    if (old === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          pods: pods?.map(({ pod }) => pod) ?? [],
          old,
          desired,
          blockedBy,
        },
        evidence: [
          evidence(subject, "/spec/updateStrategy/type", "OnDelete"),
          ...(pods ?? []).map((each) => each.evidence),
        ],
      },
    ];
  },
});

interface Counted {
  readonly desired: number;
  readonly updated: number;
  /** Absent where they could not be read. A pod that is terminating already waits for nobody. */
  readonly pods?: readonly OldPod[];
  readonly blockedBy?: string;
}

/**
 * The highest ordinal first, as a rolling update goes. But with OrderedReady one that is not available comes before
 * all higher ones, since till then none of those is created again.
 */
function ofStatefulSet(subject: ObjectRef, { pods, identities, rollout }: StatefulSetFacts): Counted {
  const { desired, updated = 0, countsFrom } = pods;
  if (countsFrom !== "pods") return { desired, updated };
  const old = identities.filter(({ revision, state }) => {
    return (revision === "Current" || revision === "Other") && state !== "Terminating";
  });
  const broken =
    rollout.podManagementPolicy === "Parallel"
      ? undefined
      : identities.find(({ state, available }) => state !== "Ready" || available !== true);
  const highestFirst = old.toReversed();
  const inOrder =
    broken !== undefined && old.includes(broken)
      ? [broken, ...highestFirst.filter((identity) => identity !== broken)]
      : highestFirst;
  const [first] = inOrder;
  const isBlocked = first !== undefined && broken !== undefined && broken.ordinal < first.ordinal;
  return {
    desired,
    updated,
    ...(isBlocked && { blockedBy: broken.pod }),
    pods: inOrder.map(({ pod, revisionName = "" }) => ({
      pod,
      evidence: evidence(
        beside(subject, "v1", "Pod", pod),
        "/metadata/labels/controller-revision-hash",
        revisionName,
      ),
    })),
  };
}

function ofDaemonSet(subject: ObjectRef, { rollout, placement }: DaemonSetFacts): Counted {
  const { desired = 0, updated = 0 } = rollout;
  if (placement.countsFrom !== "rules") return { desired, updated };
  const pods = placement.nodes.flatMap(({ name, shouldRun, pod }): readonly OldPod[] => {
    if (shouldRun !== true || pod?.updated !== false || pod.terminating) return [];
    const ref = beside(subject, "v1", "Pod", pod.name);
    return [{ pod: pod.name, evidence: evidence(ref, "/spec/nodeName", name) }];
  });
  return { desired, updated, pods };
}
