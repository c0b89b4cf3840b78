import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const noRevisionHistory = finding<
  { readonly namespace: string; readonly deployment: string; readonly applied: boolean },
  "Deployment"
>({
  meta: {
    code: "NoRevisionHistory",
    severity: "info",
    kinds: ["Deployment"],
    title: "no old revision is kept to go back to",
    explanation: `The revisions of a Deployment are its old ReplicaSets: each holds a pod template. When a rollout is complete the
controller deletes all but the newest \`spec.revisionHistoryLimit\` of those that have no pods. With 0 it deletes
every one, and \`kubectl rollout undo\` answers \`no rollout history found\`. While a rollout is under way the
ReplicaSet before it is still there, and can be gone back to.

It is harmless where releases are made and taken back elsewhere: by Helm, Argo CD or Flux, from what they keep.

Upstream: \`pkg/controller/deployment/sync.go#cleanupDeployment\`, kubectl
\`pkg/polymorphichelpers/rollback.go#DeploymentRollbacker\` (v1.36).`,
    example: { namespace: "shop", deployment: "web", applied: true },
    message() {
      return "`revisionHistoryLimit` is 0: once a rollout is complete, `kubectl rollout undo` has nothing to go back to";
    },
    help({ namespace, deployment, applied }) {
      if (!applied) {
        return ["keep some, 10 is the default:", "  spec:", "    revisionHistoryLimit: 10"].join("\n");
      }
      return [
        "keep some, 10 is the default; those that are gone do not come back:",
        `  kubectl -n ${namespace} patch deployment ${deployment} -p '{"spec":{"revisionHistoryLimit":10}}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    if (facts.rollout.revisionHistoryLimit !== 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          applied: subject.uid !== undefined,
        },
        evidence: [evidence(subject, "/spec/revisionHistoryLimit", 0)],
      },
    ];
  },
});
