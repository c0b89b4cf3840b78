import { kubectlName, setsReplicas, written } from "./autoscalers.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const hpaOnDaemonSet = finding<
  { readonly namespace: string; readonly autoscalerKind: string; readonly autoscaler: string },
  "DaemonSet"
>({
  meta: {
    code: "HpaOnDaemonSet",
    severity: "error",
    kinds: ["DaemonSet"],
    title: "an autoscaler names a DaemonSet, which cannot be scaled",
    explanation: `A HorizontalPodAutoscaler scales by the \`scale\` subresource of its target. A DaemonSet has none, since its number
of pods is the number of nodes that fit. The API server accepts the autoscaler all the same, and its controller
says \`AbleToScale\` False, reason \`FailedGetScale\`, "the server could not find the requested resource", on every
try. A ScaledObject (KEDA) comes to the same end.

Nothing breaks by it, and nothing is ever scaled. Somebody who expects more pods under load does not get them. What
follows the load in a DaemonSet is the size of its pods: a VerticalPodAutoscaler may name one. If the number of
pods is to follow it, the workload has to be a Deployment.

Upstream: \`pkg/registry/apps/rest/storage_apps.go#v1Storage\`,
\`pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler\` (v1.36).`,
    example: { namespace: "logging", autoscalerKind: "HorizontalPodAutoscaler", autoscaler: "fluentd" },
    message({ autoscalerKind, autoscaler }) {
      return `the ${autoscalerKind} \`${autoscaler}\` names this DaemonSet, which has no \`scale\` subresource: it never scales anything`;
    },
    help({ namespace, autoscalerKind, autoscaler }) {
      return [
        "delete it; a DaemonSet gets its pods by its nodes:",
        `  kubectl -n ${namespace} delete ${kubectlName(autoscalerKind, autoscaler)}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references } }) {
    return written(references.autoscalers)
      .filter((autoscaler) => autoscaler.namesSubject && setsReplicas(autoscaler))
      .map(({ ref, target }) => ({
        parameters: {
          namespace: subject.namespace ?? "",
          autoscalerKind: ref.kind,
          autoscaler: ref.name,
        },
        evidence: [evidence(ref, "/spec/scaleTargetRef/kind", target.kind)],
      }));
  },
});
