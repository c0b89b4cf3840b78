import { conditionEvidence } from "./goingBack.ts";
import { finding } from "./rule.ts";

export const replicaSetCreateFailed = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    /** In the words of the controller, which quotes the API server. */
    readonly reason: string;
    /** There are older pods that go on running. */
    readonly hasOlder: boolean;
  },
  "Deployment"
>({
  meta: {
    code: "ReplicaSetCreateFailed",
    severity: "error",
    kinds: ["Deployment"],
    title: "the ReplicaSet of the current template cannot be created",
    explanation: `A changed pod template is rolled out by a ReplicaSet of its own, and the API server refuses it: a quota on
\`count/replicasets.apps\` is used up, or an admission webhook says no or does not answer. The rollout does not begin.
The controller stops there, so the status goes on telling of the template before: \`observedGeneration\` stays
behind, \`kubectl rollout status\` waits, and the counts look well.

It tries again in intervals that double from 5 ms to 82 s, and gives up after the 15th, some three minutes in all.
From then on nothing happens until the Deployment, one of its ReplicaSets or the controller itself changes, also when
the cause is long gone.

It is not said of a Deployment without a deadline, since the controller leaves the condition out there.

Upstream: \`pkg/controller/deployment/sync.go#getNewReplicaSet\`,
\`pkg/controller/deployment/deployment_controller.go#handleErr\` (v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      reason:
        'Failed to create new replica set "web-5d4f7c": replicasets.apps "web-5d4f7c" is forbidden: exceeded quota: objects, requested: count/replicasets.apps=1, used: count/replicasets.apps=5, limited: count/replicasets.apps=5',
      hasOlder: true,
    },
    message({ reason, hasOlder }) {
      const older = hasOlder ? "the pods of older templates stay" : "there are no pods";
      return `the current template is not rolled out, and ${older}: ${reason.replace(/\.\s*$/, "")}`;
    },
    help({ namespace, deployment, reason }) {
      const cause = reason.includes("exceeded quota")
        ? [
            "make room in the quota; a lower spec.revisionHistoryLimit keeps fewer old ReplicaSets, once the rollout is complete:",
            `  kubectl -n ${namespace} describe resourcequota`,
          ]
        : ["change what refuses it:", `  kubectl -n ${namespace} describe deployment ${deployment}`];
      return [
        ...cause,
        "the controller gives up after some three minutes; any change of the Deployment makes it try again:",
        `  kubectl -n ${namespace} annotate deployment ${deployment} try-again="$(date)" --overwrite`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { rollout, replicaSets } = facts;
    if (rollout.replicaSetRefused === undefined) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          reason: rollout.replicaSetRefused,
          hasOlder: replicaSets.some(({ pods }) => pods > 0),
        },
        evidence: conditionEvidence(subject, facts, "Progressing", "message"),
      },
    ];
  },
});
