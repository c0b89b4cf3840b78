import type { DeploymentFacts } from "../explanation/deploymentFacts.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count } from "./words.ts";

/**
 * - NoPods: it was never rolled out, and has no ReplicaSet.
 * - Midway: the template was changed, and not all pods are of it.
 * - Changed: the template was changed, and no pod of it was started.
 * - Nothing: all pods are of the current template, or what waits is not known.
 */
type Waits = "NoPods" | "Midway" | "Changed" | "Nothing";

export const rolloutPaused = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    readonly applied: boolean;
    readonly waits: Waits;
    readonly desired: number;
    readonly updated: number;
  },
  "Deployment"
>({
  meta: {
    code: "RolloutPaused",
    severity: "warning",
    kinds: ["Deployment"],
    title: "it is paused, so a changed template is not rolled out",
    explanation: `While \`spec.paused\` is true the controller makes no ReplicaSet for a changed pod template and moves no pod from
one ReplicaSet to another. A Deployment that was created paused gets no pod at all. It still scales, in the shares
that its ReplicaSets have, and it still replaces pods that are lost.

Nothing reminds of it: there is no deadline while it is paused, \`kubectl rollout status\` waits for ever, or calls
it done when all pods happen to be of the current template, and \`kubectl set image\` answers as always.
\`kubectl rollout undo\` refuses a paused Deployment.

It is harmless where somebody collects several changes into one rollout, or looks at the first new pods before
going on, and is still at it.

Upstream: \`pkg/controller/deployment/deployment_controller.go#syncDeployment\`,
\`pkg/controller/deployment/sync.go#sync\` (v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      applied: true,
      waits: "Midway",
      desired: 3,
      updated: 1,
    },
    message({ applied, waits, desired, updated }) {
      if (!applied) return "`spec.paused` is true: it gets no pod until somebody resumes it";
      switch (waits) {
        case "NoPods":
          return "it was created paused, so it has no ReplicaSet, and gets no pod until somebody resumes it";
        case "Midway":
          return `it is paused with ${updated} of ${count(desired, "pod")} of the current template: the others wait until somebody resumes it`;
        case "Changed":
          return "it is paused with a changed template, of which no pod is started until somebody resumes it";
        case "Nothing":
          return "it is paused: the next change of its template will wait until somebody resumes it";
      }
    },
    help({ namespace, deployment, applied }) {
      if (!applied)
        return ["leave it out of the manifest, or write:", "  spec:", "    paused: false"].join("\n");
      return [
        "when nobody holds it back on purpose any more:",
        `  kubectl -n ${namespace} rollout resume deployment/${deployment}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { rollout, pods } = facts;
    if (!rollout.paused) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          applied: subject.uid !== undefined,
          waits: whatWaits(facts),
          desired: pods.desired,
          updated: pods.updated ?? 0,
        },
        evidence: [
          evidence(subject, "/spec/paused", true),
          ...(pods.updated === undefined || pods.updated === 0
            ? []
            : [evidence(subject, "/status/updatedReplicas", pods.updated)]),
        ],
      },
    ];
  },
});

function whatWaits({ rollout, pods, replicaSets }: DeploymentFacts): Waits {
  // Before the controller has acted on the latest change, its status is of another template.
  if (rollout.phase !== "Paused") return "Nothing";
  if (pods.items !== undefined && replicaSets.length === 0) return "NoPods";
  // A changed template waits even where no pod shows it: at 0 replicas every count is equal.
  if (rollout.currentReplicaSet === undefined && replicaSets.length > 0) return "Changed";
  return rollout.rolledOut === false ? "Midway" : "Nothing";
}
