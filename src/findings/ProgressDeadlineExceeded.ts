import { beside, evidence } from "./evidence.ts";
import { conditionEvidence, revisionBefore, undoCommand } from "./goingBack.ts";
import { finding } from "./rule.ts";
import { count } from "./words.ts";

export const progressDeadlineExceeded = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    /** progressDeadlineSeconds */
    readonly seconds: number;
    readonly desired: number;
    /** Pods of the current template. */
    readonly updated: number;
    /** The first of the pods that it waits for; empty when there is none, or when RolloutCannotFinish names it. */
    readonly pod: string;
    readonly reason: string;
    /** What to go back to; 0 when no older revision is kept. */
    readonly revision: number;
  },
  "Deployment"
>({
  meta: {
    code: "ProgressDeadlineExceeded",
    severity: "error",
    kinds: ["Deployment"],
    title: "the rollout has made no progress within its deadline",
    explanation: `\`spec.progressDeadlineSeconds\` is how long a rollout may go without any progress, not how long it may take: the
clock starts anew whenever more pods are of the current template, ready or available, or fewer are old. When it
runs out the controller sets the condition \`Progressing\` to \`False\`, with the reason
\`ProgressDeadlineExceeded\`, and \`kubectl rollout status\` fails.

That is all that happens. Nothing is stopped and nothing is rolled back: the controller goes on as before, and a
pod that becomes available after all turns the condition back to \`True\`. Whoever wants the old template again has
to say so.

It is harmless where pods simply take longer to become available than the deadline allows; then the deadline is too
short for them. What stands in the way, where that is known, is a finding of its own: \`RolloutCannotFinish\`,
\`ReplicaCreateFailed\`.

Upstream: \`pkg/controller/deployment/util/deployment_util.go#DeploymentTimedOut\`, \`#DeploymentProgressing\`,
\`pkg/controller/deployment/progress.go#syncRolloutStatus\` (v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      seconds: 600,
      desired: 3,
      updated: 1,
      pod: "web-5d4f7c-x2x7q",
      reason: "it is not ready",
      revision: 1,
    },
    message({ seconds, desired, updated, pod, reason }) {
      const deadline = seconds === 0 ? "its deadline" : `\`progressDeadlineSeconds\`, ${seconds} s`;
      const waits = pod === "" ? "" : `; it waits for \`${pod}\` (${reason})`;
      return `the rollout has made no progress for longer than ${deadline}: ${updated} of ${count(desired, "pod")} ${updated === 1 ? "is" : "are"} of the current template${waits}`;
    },
    help({ namespace, deployment, pod, revision }) {
      const goBack = undoCommand(namespace, deployment, revision);
      if (pod === "" && revision > 0) {
        return [
          `nothing is rolled back by itself. To go back to revision ${revision}, as far as the template goes:`,
          goBack,
        ].join("\n");
      }
      return [
        "nothing is rolled back by itself. See what it waits for:",
        `  kubectl -n ${namespace} describe ${pod === "" ? `deployment ${deployment}` : `pod ${pod}`}`,
        ...(revision === 0
          ? []
          : [`or go back to revision ${revision}, as far as the template goes:`, goBack]),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { rollout, pods } = facts;
    if (rollout.phase !== "DeadlineExceeded") return [];
    const [waitedFor] = rollout.obstacle === undefined ? rollout.heldUpBy : [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          seconds: rollout.progressDeadlineSeconds ?? 0,
          desired: pods.desired,
          updated: pods.updated ?? 0,
          pod: waitedFor?.pod ?? "",
          reason: waitedFor?.reason ?? "",
          revision: revisionBefore(facts),
        },
        evidence: [
          ...conditionEvidence(subject, facts, "Progressing", "reason"),
          evidence(subject, "/spec/progressDeadlineSeconds", rollout.progressDeadlineSeconds ?? null),
          ...(waitedFor === undefined
            ? []
            : [evidence(beside(subject, "v1", "Pod", waitedFor.pod), "/metadata/name", waitedFor.pod)]),
        ],
      },
    ];
  },
});
