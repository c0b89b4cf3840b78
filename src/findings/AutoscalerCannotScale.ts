import { scalesReplicas } from "../explanation/conversionReference.ts";
import { kubectlName } from "./autoscalers.ts";
import { evidence } from "./evidence.ts";
import { kindReferences } from "./kindReferences.ts";
import { conversionFinding } from "./rule.ts";

export const autoscalerCannotScale = conversionFinding<{
  readonly namespace: string;
  readonly autoscalerKind: string;
  readonly autoscaler: string;
  readonly from: string;
}>({
  meta: {
    code: "AutoscalerCannotScale",
    severity: "error",
    kinds: ["DaemonSet"],
    title: "an autoscaler scales the workload, and a DaemonSet cannot be scaled",
    explanation: `A HorizontalPodAutoscaler, and a ScaledObject (KEDA) with the one that it has made, scale by the \`scale\`
subresource of what they name. A DaemonSet has none: it has as many pods as there are nodes that fit, under any
load. There is nothing that the autoscaler could be pointed at. Left as it is, it names an object that is gone and
says \`FailedGetScale\` on every try; pointed at the DaemonSet it says the same.

That somebody scales the workload tells that its load changes. If it follows the number of nodes, the DaemonSet
scales with the cluster; if it does not, the workload should stay what it is. What can follow the load in a
DaemonSet is the size of its pods: a VerticalPodAutoscaler may name one.

Upstream: \`pkg/registry/apps/rest/storage_apps.go#v1Storage\`,
\`pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler\` (v1.36).`,
    example: {
      namespace: "monitoring",
      autoscalerKind: "HorizontalPodAutoscaler",
      autoscaler: "grafana",
      from: "Deployment",
    },
    message({ autoscalerKind, autoscaler, from }) {
      return `the ${autoscalerKind} \`${autoscaler}\` scales the ${from}, and cannot scale a DaemonSet, which has no \`scale\` subresource: its number of pods no longer follows the load`;
    },
    help({ namespace, autoscalerKind, autoscaler }) {
      return [
        "if the load does not follow the number of nodes, leave the workload what it is; else delete the autoscaler with the old workload:",
        `  kubectl -n ${namespace} delete ${kubectlName(autoscalerKind, autoscaler)}`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject } = conversion;
    return kindReferences(conversion)
      .filter(({ ref }) => scalesReplicas(ref))
      .map(({ ref, path, value }) => ({
        parameters: {
          namespace: ref.namespace ?? subject.namespace ?? "",
          autoscalerKind: ref.kind,
          autoscaler: ref.name,
          from: subject.kind,
        },
        evidence: [evidence(ref, path, value)],
      }));
  },
});
