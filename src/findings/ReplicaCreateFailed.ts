import { evidence } from "./evidence.ts";
import { conditionEvidence, replicaSetRef } from "./goingBack.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

export const replicaCreateFailed = finding<
  {
    readonly namespace: string;
    readonly replicaSets: readonly string[];
    /** Pods that all of them together are asked for. */
    readonly wanted: number;
    /** Pods that they have. */
    readonly pods: number;
    /** What the API server says, for the first of them. */
    readonly reason: string;
    /** The rollout cannot go on before they are there. */
    readonly blocksRollout: boolean;
  },
  "Deployment"
>({
  meta: {
    code: "ReplicaCreateFailed",
    severity: "error",
    kinds: ["Deployment"],
    title: "pods cannot be created",
    explanation: `The API server refuses pods that a ReplicaSet asks for: a ResourceQuota is used up, a LimitRange or Pod Security
does not permit them, an admission webhook says no or does not answer, the ServiceAccount does not exist. There is
then no pod to look at; the words stand in the ReplicaSet's condition \`ReplicaFailure\` and its events, and the
Deployment repeats the condition.

The ReplicaSet's controller tries again after every failure, in intervals that double up to 1000 seconds, so after
the cause is gone it may take a while. The condition keeps the message of the first failure until one whole round
has none, which is why the newest event is quoted here where there is one.

It is harmless in an update that surges where old pods may go as well: what they take of the quota is free when
they are gone, and the next attempt succeeds.

Upstream: \`pkg/controller/replicaset/replica_set.go#manageReplicas\`,
\`pkg/controller/replicaset/replica_set_utils.go#calculateStatus\`,
\`pkg/controller/deployment/progress.go#getReplicaFailures\` (v1.36).`,
    example: {
      namespace: "shop",
      replicaSets: ["web-5d4f7c"],
      wanted: 3,
      pods: 2,
      reason:
        'pods "web-5d4f7c-x2x7q" is forbidden: exceeded quota: compute, requested: requests.cpu=500m, used: requests.cpu=2, limited: requests.cpu=2',
      blocksRollout: false,
    },
    message({ replicaSets, wanted, pods, reason, blocksRollout }) {
      const have = replicaSets.length === 1 ? "has" : "have";
      const rollout = blocksRollout ? "the rollout stands still: " : "";
      return `${rollout}${named(replicaSets)} ${have} ${pods} of ${count(wanted, "pod")}, and no more can be created: ${reason}`;
    },
    help({ namespace, replicaSets: [first = ""], reason }) {
      if (/exceeded quota|failed quota/.test(reason)) {
        return [
          "make room in the quota, or give the pods the requests and limits that it asks for; the controller tries again by itself:",
          `  kubectl -n ${namespace} describe resourcequota`,
        ].join("\n");
      }
      if (reason.includes("error looking up service account")) {
        return [
          "create the ServiceAccount that the pod template names, or name one that exists; the controller tries again by itself:",
          `  kubectl -n ${namespace} get serviceaccounts`,
        ].join("\n");
      }
      return [
        "change what refuses them, or the pod template; the controller tries again by itself:",
        `  kubectl -n ${namespace} describe replicaset ${first}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const failing = facts.replicaSets.filter(({ createFailure }) => createFailure !== undefined);
    const [reason] = failing.flatMap(({ createFailure }) => createFailure ?? []);
    if (reason === undefined) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          replicaSets: failing.map(({ name }) => name),
          wanted: failing.reduce((total, { replicas }) => total + replicas, 0),
          pods: failing.reduce((total, { pods }) => total + pods, 0),
          reason: (reason.message || reason.reason).replace(/\.\s*$/, ""),
          blocksRollout: facts.rollout.obstacle?.reason === "CreateRefused",
        },
        evidence: [
          ...conditionEvidence(subject, facts, "ReplicaFailure", "message"),
          ...failing.flatMap((replicaSet) => [
            evidence(replicaSetRef(subject, replicaSet), "/spec/replicas", replicaSet.replicas),
            evidence(replicaSetRef(subject, replicaSet), "/status/replicas", replicaSet.pods),
          ]),
        ],
      },
    ];
  },
});
