import type { RolloutObstacle } from "../explanation/deploymentFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { revisionBefore, undoCommand } from "./goingBack.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

type Obstacle = Exclude<RolloutObstacle["reason"], "CreateRefused">;

export const rolloutCannotFinish = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    /** As in `facts.rollout.obstacle`. */
    readonly obstacle: Obstacle;
    /** In the cluster's words. */
    readonly reason: string;
    readonly pods: readonly string[];
    /** Of the first of them: only one that runs has logs. */
    readonly phase: string;
    /** Pods of older templates. */
    readonly old: number;
    /** What to go back to; 0 when no older revision is kept, or ProgressDeadlineExceeded says it. */
    readonly revision: number;
  },
  "Deployment"
>({
  meta: {
    code: "RolloutCannotFinish",
    severity: "error",
    kinds: ["Deployment"],
    title: "the rollout stays where it is until somebody acts",
    explanation: `The controller has no step left: it may not start another pod beyond \`maxSurge\`, it may not delete an old one
below \`maxUnavailable\`, and what it waits for does not come by waiting. It says so only when
\`progressDeadlineSeconds\` is over, and not why.

New pods that crash, whose image cannot be pulled or for which no node has room do not become available, so no old
pod is deleted for them. A pod that needs a node of its own, by a \`hostPort\` or a required anti-affinity, stays
\`Pending\` when every node that could run it has one, and no old one goes first while \`maxUnavailable\` is 0.
\`Recreate\` starts nothing before the last old pod has ended, and a pod whose node is down, or that a finalizer
keeps, does not end.

While it lasts, old pods go on serving in a rolling update, so it is no outage by itself. It is not said while a
pod is only starting, nor where the API server refuses the new pods: \`ReplicaCreateFailed\` says that, with its
reason.

Upstream: \`pkg/controller/deployment/rolling.go#reconcileNewReplicaSet\`, \`#reconcileOldReplicaSets\`,
\`pkg/controller/deployment/recreate.go#oldPodsRunning\` (v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      obstacle: "PodsFail",
      reason: "container web: ImagePullBackOff",
      pods: ["web-5d4f7c-x2x7q"],
      phase: "Pending",
      old: 3,
      revision: 1,
    },
    message({ obstacle, reason, pods, old }) {
      const why = reason === "" ? "" : ` (${reason})`;
      const one = pods.length === 1;
      switch (obstacle) {
        case "NoNode":
          return `the rollout stands still: each pod needs a node of its own, every node that could run ${named(pods)} has one, and no old pod goes before the new one is available`;
        case "PodsFail":
          return `the rollout stands still: ${count(pods.length, "new pod")}, ${named(pods)}, ${one ? "does" : "do"} not become available by waiting${why}${old === 0 ? "" : `, and ${count(old, "old pod")} ${old === 1 ? "stays" : "stay"} until then`}`;
        case "OldPodsStay":
          return `the rollout stands still: \`Recreate\` starts no new pod before ${named(pods)} ${one ? "has" : "have"} ended${one || reason === "" ? why : ` (the first: ${reason})`}`;
      }
    },
    help({ namespace, deployment, obstacle, pods: [first = ""], phase, revision }) {
      switch (obstacle) {
        case "NoNode":
          return [
            "let an old pod go first, at the price of one pod less during updates, or add a node that it can run on:",
            `  kubectl -n ${namespace} patch deployment ${deployment} \\`,
            `    -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`,
          ].join("\n");
        case "PodsFail":
          return [
            "mend what they fail of; where that takes a new template, it replaces the failing pods at once:",
            `  kubectl -n ${namespace} describe pod ${first}`,
            ...(phase === "Running" ? [`  kubectl -n ${namespace} logs ${first} --all-containers`] : []),
            ...(revision === 0
              ? []
              : [
                  `or go back to revision ${revision}, as far as the template goes:`,
                  undoCommand(namespace, deployment, revision),
                ]),
          ].join("\n");
        case "OldPodsStay":
          return [
            "see whether its node is down, or a finalizer keeps it. Delete it by force only when its node is certainly off, since its process could otherwise run on beside the new one; take a finalizer off only when what set it will not act any more, since that may have something left to clean up:",
            `  kubectl -n ${namespace} get pod ${first} -o wide`,
            `  kubectl -n ${namespace} get pod ${first} -o jsonpath='{.metadata.finalizers}'`,
          ].join("\n");
      }
    },
  },
  find({ subject, facts }) {
    const { obstacle, phase: rolloutPhase, strategy } = facts.rollout;
    if (obstacle === undefined || obstacle.reason === "CreateRefused") return [];
    const { current = 0, updated = 0 } = facts.pods;
    const pods = (facts.pods.items ?? []).filter(({ name }) => obstacle.pods.includes(name));
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          obstacle: obstacle.reason,
          reason: obstacle.message,
          pods: obstacle.pods,
          old: Math.max(0, current - updated),
          phase: pods[0]?.phase ?? "",
          revision: rolloutPhase === "DeadlineExceeded" ? 0 : revisionBefore(facts),
        },
        evidence: [
          ...pods.map(({ name, phase }) =>
            evidence(beside(subject, "v1", "Pod", name), "/status/phase", phase),
          ),
          evidence(subject, "/spec/strategy/type", strategy),
        ],
      },
    ];
  },
});
