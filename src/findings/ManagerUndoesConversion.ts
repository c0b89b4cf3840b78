import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const managerUndoesConversion = conversionFinding<{
  /** Who manages it, and what becomes of the conversion. */
  readonly effect: string;
  readonly to: string;
}>({
  meta: {
    code: "ManagerUndoesConversion",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "what is converted by hand would be undone",
    explanation: `The workload was made by something that makes it again: the object that owns it, Argo CD or Flux from a repository,
or Helm from its chart. Applied by hand, the new object stands beside what they know of. The old one comes back as
soon as it is missed, by Argo CD and Flux within minutes, by Helm with the next upgrade, and then both run, behind
the same Services and on the same data. With pruning the new one may be deleted as well.

So the change belongs where the workload comes from, into the repository or the chart, and the runbook's steps
around it: \`kubectl workload convert -f\` takes the file, keeps its comments, and its diff can be applied to it.
While the runbook is being followed, reconciling has to be suspended, or its steps are undone in between.

It is harmless where the manager has been told already to leave this object alone; the tool sees only its mark.

Upstream: \`pkg/controller/deployment/deployment_controller.go#getReplicaSetsForDeployment\` for owners; Argo CD
automated sync and self-heal, Flux kustomize-controller and helm-controller, Helm \`pkg/action/upgrade.go\`.`,
    example: {
      effect:
        "the Helm release `monitoring/grafana` has it, and the next `helm upgrade` makes `Deployment/grafana` anew",
      to: "statefulset",
    },
    message({ effect }) {
      return effect;
    },
    help({ to }) {
      return [
        "convert it where it comes from, and have its manager suspended while you follow the runbook:",
        `  kubectl workload convert -f FILE --to ${to}`,
      ].join("\n");
    },
  },
  find({ target, references = [] }) {
    return references
      .filter(({ by, holds }) => by === "Manager" && !holds)
      .map(({ ref, path, value, effect }) => ({
        parameters: {
          effect,
          to: target.kind.toLowerCase(),
        },
        evidence: [evidence(ref, path, value)],
      }));
  },
});
