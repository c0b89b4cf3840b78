import { evidence } from "./evidence.ts";
import { replicaSetRef } from "./goingBack.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

export const oldReplicaSetServing = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    readonly replicaSet: string;
    /** The older ones that have available pods. */
    readonly serving: readonly string[];
    /** Available pods of those. */
    readonly available: number;
    readonly desired: number;
    /** Of the newest of them; 0 when it says none. */
    readonly revision: number;
  },
  "Deployment"
>({
  meta: {
    code: "OldReplicaSetServing",
    severity: "warning",
    kinds: ["Deployment"],
    title: "the rollout is stuck, and only old pods serve",
    explanation: `The template was changed, no pod of the new one is available, and the rollout does not get further by itself. So
whoever uses the workload still meets the old version, on as many pods as \`maxUnavailable\` left of it. This is
what a rolling update is for: a version that does not start harms nobody. But the release that somebody believes to
be out is not out.

The old ReplicaSet goes on replacing pods that are lost, with the old template, and reads what it reads at every
start: a ConfigMap or a Secret that was changed along with the release reaches the old version when one of its pods
starts anew.

It is not said while new pods are merely starting, only when the progress deadline is over or something is in the
way that waiting does not remove.

Upstream: \`pkg/controller/deployment/rolling.go#reconcileOldReplicaSets\` (v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      replicaSet: "web-5d4f7c",
      serving: ["web-76b9cd"],
      available: 3,
      desired: 3,
      revision: 1,
    },
    message({ replicaSet, serving, available, desired, revision }) {
      const [noun, of] = [
        serving.length === 1 ? "the old ReplicaSet" : "the old ReplicaSets",
        revision === 0 || serving.length > 1 ? "" : `, revision ${revision}`,
      ];
      return `no pod of the current ReplicaSet \`${replicaSet}\` is available: users get ${noun} ${named(serving)}${of}, with ${available} of ${count(desired, "pod")} available`;
    },
    help({ namespace, deployment, revision }) {
      return [
        "do not take the release for done, and see what the pods that serve are made of:",
        `  kubectl -n ${namespace} rollout history deployment/${deployment}${revision === 0 ? "" : ` --revision=${revision}`}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { rollout, replicaSets, pods } = facts;
    if (rollout.phase !== "DeadlineExceeded" && rollout.obstacle === undefined) return [];
    const current = replicaSets.find((replicaSet) => replicaSet.current);
    const serving = replicaSets.filter(({ current: isCurrent, available }) => !isCurrent && available > 0);
    if (current === undefined || current.available > 0 || serving.length === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          replicaSet: current.name,
          serving: serving.map(({ name }) => name),
          available: serving.reduce((total, { available }) => total + available, 0),
          desired: pods.desired,
          revision: Math.max(0, ...serving.flatMap(({ revision }) => revision ?? [])),
        },
        evidence: [
          ...serving.map((replicaSet) =>
            evidence(replicaSetRef(subject, replicaSet), "/status/availableReplicas", replicaSet.available),
          ),
          evidence(replicaSetRef(subject, current), "/status/replicas", current.pods),
        ],
      },
    ];
  },
});
